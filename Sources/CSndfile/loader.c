#include "CSndfile.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static struct {
    SNDFILE *(*open)(const char *, int, SF_INFO *);
    sf_count_t (*read_frames)(SNDFILE *, float *, sf_count_t);
    int (*error)(SNDFILE *);
    const char *(*error_text)(SNDFILE *);
    int (*close)(SNDFILE *);
} library;

static int is_available;

static int find(void *handle, const char *name, void *place) {
    void *symbol = dlsym(handle, name);
    // POSIX lets the address of a function pass through a pointer to an object.
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

static void load(void) {
    void *handle = dlopen("libsndfile.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!handle) handle = dlopen("libsndfile.1.dylib", RTLD_NOW | RTLD_LOCAL);
    is_available = handle && find(handle, "sf_open", &library.open)
        && find(handle, "sf_readf_float", &library.read_frames) && find(handle, "sf_error", &library.error)
        && find(handle, "sf_strerror", &library.error_text) && find(handle, "sf_close", &library.close);
}

int csndfile_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_available;
}

SNDFILE *csndfile_open(const char *path, int mode, SF_INFO *info) { return library.open(path, mode, info); }

sf_count_t csndfile_readf_float(SNDFILE *file, float *samples, sf_count_t frames) {
    return library.read_frames(file, samples, frames);
}

int csndfile_error(SNDFILE *file) { return library.error(file); }

const char *csndfile_strerror(SNDFILE *file) { return library.error_text(file); }

int csndfile_close(SNDFILE *file) { return library.close(file); }
