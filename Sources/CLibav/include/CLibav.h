#ifndef CLIBAV_H
#define CLIBAV_H

#include <stdint.h>

/// libavcodec, loaded at run time: nothing links to it, and without it every call says that there is none.
///
/// No header of the library is needed to build, and libraries of several major versions serve. The few fields that are
/// read stand at the head of their structures and have not moved for ten years; a decoding of known samples proves
/// that before the library is used.

typedef struct clibav_decoder clibav_decoder;

/// Whether a library was found, loaded and proved.
int clibav_is_available(void);

/// Opens the first decoder of `names`, separated by commas, that the library has; NULL for none.
///
/// What is 0 is not set. Decoders are independent of each other; each is used by one thread at a time.
clibav_decoder *clibav_open(const char *names, int sample_rate, int bits_per_sample, int block_align);

/// Decodes a frame to at most `capacity` samples of one channel.
///
/// Returns how many; -1 where the frame cannot be decoded.
int clibav_decode(clibav_decoder *decoder, const uint8_t *bytes, int count, int16_t *samples, int capacity);

void clibav_close(clibav_decoder *decoder);

#endif
