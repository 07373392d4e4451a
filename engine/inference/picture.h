// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "engine/inference/data_files.h"

namespace tenbin {

/// A decoded picture: height x width x channels (1 or 3), 8 bits each.
struct Picture {
    Shape shape;
    FileBytes values;
};

/// What a picture's head says, checked against what a file of this size can hold in its format and against its own
/// structure; nothing is decoded. `channels` are those of the picture where `depth` is 0. Errors: dataFormat.
Result<Shape> pictureShape(std::string_view bytes, const std::filesystem::path& file, int depth);

/// Decodes what pictureShape() found good. Memory: some bytes for each pixel that the head claims. Errors: dataFormat.
Result<Picture> decodePicture(std::string_view bytes, const std::filesystem::path& file, const Shape& shape);

} // namespace tenbin
