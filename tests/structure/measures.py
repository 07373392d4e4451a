#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures of the sources that docs/STRUCTURE.md shows: sizes of files and functions, density of operators, includes.

    measures.py [ROOT] [--largest]

Definitions. Product: engine, models, gui, cli. Code line: a line that is neither blank nor comment only. File length: all
lines. Function: a body in braces behind a parameter list, at namespace or class scope, from its first line to its last;
lambdas count to the function around them. Conditional operators: `?` outside comments and texts; nested: one inside an
operand of another, in the same statement. Includes: those of the project's own headers.
"""
import collections
import os
import re
import statistics
import subprocess
import sys

PRODUCT = ("engine", "models", "gui", "cli")


def without_comments(text, keep_lines=True):
    """The text with comments, strings and characters emptied; line breaks stay."""
    out, i, n = [], 0, len(text)
    while i < n:
        two = text[i:i + 2]
        if two == "//":
            j = text.find("\n", i)
            i = n if j < 0 else j
        elif two == "/*":
            j = text.find("*/", i)
            j = n - 2 if j < 0 else j
            out.append("\n" * text.count("\n", i, j))
            i = j + 2
        elif two == 'R"':
            bracket = text.index("(", i)
            end = ")" + text[i + 2:bracket] + '"'
            j = text.index(end, bracket) + len(end)
            out.append('""' + "\n" * text.count("\n", i, j))
            i = j
        elif text[i] == '"':
            j = i + 1
            while text[j] != '"':
                j += 2 if text[j] == "\\" else 1
            out.append('""')
            i = j + 1
        elif text[i] == "'" and not (i and re.search(r"(?<![A-Za-z_])(0x)?[0-9a-fA-F']*[0-9a-fA-F]$", text[max(0, i - 24):i])):
            j = i + 1
            while text[j] != "'":
                j += 2 if text[j] == "\\" else 1
            out.append("' '")
            i = j + 1
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def functions(code):
    """(name, lines) of the functions in a text without comments; preprocessor lines are passed over."""
    code = re.sub(r"^[ \t]*#.*(?:\\\n.*)*", "", code, flags=re.M)
    found, scopes, start = [], [], 0
    for match in re.finditer(r"[{};]", code):
        char, at = match.group(), match.start()
        head = code[start:at]
        inside = any(kind == "function" for kind, *_ in scopes)
        if char == "{":
            kind = "other"
            flat = " ".join(head.split())
            if not inside:
                if re.search(r"\b(namespace|extern \"\")\b[^()]*$", flat) or flat.endswith('extern ""'):
                    kind = "container"
                elif re.search(r"(?:^|\s|>)(class|struct|union)\b[^()=]*$", re.sub(r"alignas\([^)]*\)", "", flat)):
                    kind = "container"
                elif re.search(r"\benum\b[^()]*$", flat):
                    kind = "other"
                elif re.search(r"\)\s*(const|noexcept|override|final|mutable|&|&&|\s|->\s*[\w:<>,*& ]+)*$", flat) and "=" not in re.sub(r"operator\s*[=!<>+\-*/]+|[=!<>]=|\([^()]*\)|<[^<>]*>", "", flat):
                    kind = "function"
                elif re.search(r"\)\s*(noexcept)?\s*:\s*\w", flat):
                    # A list of initialisers: braces of members are not the body.
                    kind = "function" if not re.search(r"[,:]\s*[\w:<>]+\s*$", flat) else "other"
            name = re.findall(r"([~\w:]+|operator\s*\S+)\s*\(", flat)
            scopes.append((kind, start + len(head) - len(head.lstrip()), name[0] if name else ""))
        elif char == "}" and scopes:
            kind, first, name = scopes.pop()
            if kind == "function":
                found.append((name, code.count("\n", first, at) + 1))
            if kind == "other" and not inside and scopes is not None:
                continue  # a brace inside a declaration: the head goes on
        start = match.end()
    return found


def nested_conditionals(code):
    count = 0
    for statement in re.split(r"[;{}]", code):
        count += max(0, statement.count("?") - 1) if re.search(r"\?[^,?]*\?|\?[^?]*:[^,?]*\?", statement) else 0
    return count


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0


def sources(root, tops):
    for top in tops:
        for folder, _, names in os.walk(os.path.join(root, top)):
            for name in sorted(names):
                if name.endswith((".h", ".cpp")):
                    yield os.path.relpath(os.path.join(folder, name), root)


def code_lines(code):
    return sum(1 for line in code.split("\n") if line.strip())


def includes_of(root, files):
    direct = {}
    for path in files:
        text = open(os.path.join(root, path)).read()
        direct[path] = [i for i in re.findall(r'^#include "([^"]+)"', text, re.M) if os.path.exists(os.path.join(root, i))]
    def reach(path, seen, depth):
        deepest = depth
        for header in direct.get(path, ()):
            if header not in seen:
                seen.add(header)
                deepest = max(deepest, reach(header, seen, depth + 1))
        return deepest
    rows = []
    for path in files:
        if path.endswith(".cpp"):
            seen = set()
            depth = reach(path, seen, 0)
            rows.append((len(direct[path]), len(seen), depth))
    return rows


def biggest_class(root, files):
    """(class, functions out of the class body, files that they are spread over)."""
    where = collections.defaultdict(lambda: [0, set()])
    for path in files:
        if not path.endswith(".cpp"):
            continue
        for name, _ in functions(without_comments(open(os.path.join(root, path)).read())):
            if "::" in name:
                owner = name.rsplit("::", 1)[0].split("::")[-1]
                where[owner][0] += 1
                where[owner][1].add(path)
    return sorted(((len(f), n, c) for c, (n, f) in where.items()), reverse=True)[:6]


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    root = arguments[0] if arguments else "."
    files = list(sources(root, PRODUCT))
    lengths, bodies, per_top = {}, [], collections.OrderedDict()
    totals = collections.Counter()
    for path in files:
        text = open(os.path.join(root, path)).read()
        code = without_comments(text)
        lines = code_lines(code)
        lengths[path] = text.count("\n")
        body = functions(code)
        bodies += [(n, name, path) for name, n in body]
        row = per_top.setdefault(path.split("/")[0], collections.Counter())
        for counter in (row, totals):
            counter["lines"] += lines
            counter["?"] += len(re.findall(r"\?(?!\?)", code))
            counter["nested"] += nested_conditionals(code)
            counter["cast"] += code.count("static_cast<")
            counter["long"] += sum(len(line) > 120 for line in text.split("\n"))
            counter["comment"] += sum(1 for line in text.split("\n") if re.match(r"\s*(//|/\*|\*)", line))
            counter["all"] += sum(1 for line in text.split("\n") if line.strip())
    tests = {top: sum(code_lines(without_comments(open(os.path.join(root, p)).read())) for p in sources(root, (where,)))
             for top, where in (("engine", "tests/engine"), ("models", "tests/models"), ("gui", "tests/gui"), ("cli", "tests/cli"))}
    all_tests = sum(code_lines(without_comments(open(os.path.join(root, p)).read())) for p in sources(root, ("tests",)))
    thousand = totals["lines"] / 1000
    headers = [n for p, n in lengths.items() if p.endswith(".h")]
    bodies_cpp = [n for p, n in lengths.items() if p.endswith(".cpp")]
    sizes = [n for n, *_ in bodies]
    folders = collections.Counter(os.path.dirname(p) for p in files)
    included = includes_of(root, files)
    print(f"code lines (product)                    {totals['lines']}")
    print(f".h / .cpp median                        {statistics.median(headers):.0f} / {statistics.median(bodies_cpp):.0f}")
    print(f"file p90 / max                          {quantile(list(lengths.values()), 0.9)} / {max(lengths.values())}")
    print(f"function median / p90 / p99 / max       {quantile(sizes, 0.5)} / {quantile(sizes, 0.9)} / {quantile(sizes, 0.99)} / {max(sizes)} of {len(sizes)}")
    print(f"functions > 60 lines                    {100 * sum(n > 60 for n in sizes) / len(sizes):.2f} % ({sum(n > 60 for n in sizes)})")
    print("classes over most files                 " + ", ".join(f"{c} {n} functions in {f} files" for f, n, c in biggest_class(root, files)))
    print(f"comment lines                           {100 * totals['comment'] / totals['all']:.1f} %")
    print(f"conditional operators, nested, per 1000 {totals['?'] / thousand:.1f}, {totals['nested'] / thousand:.2f}   "
          + ", ".join(f"{top} {1000 * row['?'] / row['lines']:.1f}" for top, row in per_top.items()))
    print(f"static_cast per 1000                    {totals['cast'] / thousand:.1f}   "
          + ", ".join(f"{top} {1000 * row['cast'] / row['lines']:.1f}" for top, row in per_top.items()))
    print(f"lines > 120 columns                     {100 * totals['long'] / totals['all']:.2f} %")
    print(f"tests / code                            {all_tests / totals['lines']:.2f}   "
          + ", ".join(f"{top} {tests[top] / per_top[top]['lines']:.2f}" for top in per_top))
    print(f"files a folder median / max             {statistics.median(folders.values()):.0f} / {max(folders.values())} ({max(folders, key=folders.get)})")
    print("includes of a .cpp: direct / transitive / depth   median "
          + " / ".join(f"{statistics.median(v):.0f}" for v in zip(*included)) + ", max " + " / ".join(str(max(v)) for v in zip(*included)))
    forms = sum(name.endswith(".ui") for _, _, names in os.walk(os.path.join(root, "gui")) for name in names)
    print(f".ui forms                               {forms}")
    if "--largest" in sys.argv:
        for n, name, path in sorted(bodies, reverse=True)[:15]:
            print(f"  {n:4} {name} {path}")


if __name__ == "__main__":
    main()
