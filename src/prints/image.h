// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// image.h — the outside of an image: which coding, how large, and the same image without what was written beside it.
//
// Nothing is decoded. Comments of WSQ (NISTCOM), JPEG, JPEG 2000 and PNG hold whatever a scanner's operator typed, EXIF and XMP
// more than that: they go. Sources: FBI IAFIS-IC-0110(V3) (WSQ markers), ISO/IEC 10918-1, 15444-1, W3C PNG.
#ifndef MALINES_PRINTS_IMAGE_H
#define MALINES_PRINTS_IMAGE_H

#include "base/text.h"

enum image_coding { IMAGE_raw, IMAGE_wsq, IMAGE_jpeg, IMAGE_jp2, IMAGE_png };
struct image_head {
    enum image_coding coding;
    unsigned width, height;  // 0: it does not say (raw)
};
// By its first bytes: what none of the four begins with is raw. False: it begins as one of them and is broken or cut short.
bool image_look(struct view bytes, struct image_head *out);
// The image without comments and metadata; what stands behind its end goes too. False, and nothing to be used, where
// image_look() is false. A raw image comes back as it is.
bool image_plain(struct view bytes, struct text *out);

#endif
