#ifndef CSNDFILE_H
#define CSNDFILE_H

#include <sndfile.h>

/// libsndfile, loaded where a sound is first read: scans read none, and with the libraries that it needs in turn it would
/// take a tenth of the time in which the program starts.
///
/// The others are the library's functions `sf_open` and so on, and are called only after `csndfile_is_available` has said
/// so.

/// Whether the library was found and loaded.
int csndfile_is_available(void);

SNDFILE *csndfile_open(const char *path, int mode, SF_INFO *info);
sf_count_t csndfile_readf_float(SNDFILE *file, float *samples, sf_count_t frames);
int csndfile_error(SNDFILE *file);
const char *csndfile_strerror(SNDFILE *file);
int csndfile_close(SNDFILE *file);

#endif
