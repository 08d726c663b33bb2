#include "CLibav.h"

#include <dlfcn.h>
#include <math.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/// The head of AVPacket.
typedef struct {
    void *buffer;
    int64_t pts, dts;
    uint8_t *data;
    int size;
} packet_head;

/// The head of AVFrame.
typedef struct {
    uint8_t *data[8];
    int line_size[8];
    uint8_t **extended_data;
    int width, height;
    int samples;
    int format;
} frame_head;

/// AVSampleFormat: interleaved, and one plane a channel.
enum { format_s16 = 1, format_float = 3, format_s16_planar = 6, format_float_planar = 8 };

struct clibav_decoder {
    void *context;
    packet_head *packet;
    frame_head *frame;
};

static struct {
    const void *(*find_decoder)(const char *);
    void *(*alloc_context)(const void *);
    void (*free_context)(void **);
    int (*open)(void *, const void *, void **);
    int (*send_packet)(void *, const void *);
    int (*receive_frame)(void *, void *);
    void *(*packet_alloc)(void);
    void (*packet_free)(packet_head **);
    int (*new_packet)(packet_head *, int);
    void (*packet_unref)(packet_head *);
    void *(*frame_alloc)(void);
    void (*frame_free)(frame_head **);
    int (*option_set)(void *, const char *, const char *, int);
    int (*option_set_int)(void *, const char *, int64_t, int);
    void (*set_log_level)(int);
} library;

static int is_available;

static int find(void *handle, const char *name, void *place) {
    void *symbol = dlsym(handle, name);
    // POSIX lets the address of a function pass through a pointer to an object.
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

static int find_all(void *codec, void *util) {
    return find(codec, "avcodec_find_decoder_by_name", &library.find_decoder)
        && find(codec, "avcodec_alloc_context3", &library.alloc_context)
        && find(codec, "avcodec_free_context", &library.free_context)
        && find(codec, "avcodec_open2", &library.open)
        && find(codec, "avcodec_send_packet", &library.send_packet)
        && find(codec, "avcodec_receive_frame", &library.receive_frame)
        && find(codec, "av_packet_alloc", &library.packet_alloc)
        && find(codec, "av_packet_free", &library.packet_free)
        && find(codec, "av_new_packet", &library.new_packet)
        && find(codec, "av_packet_unref", &library.packet_unref)
        && find(util, "av_frame_alloc", &library.frame_alloc)
        && find(util, "av_frame_free", &library.frame_free)
        && find(util, "av_opt_set", &library.option_set)
        && find(util, "av_opt_set_int", &library.option_set_int)
        && find(util, "av_log_set_level", &library.set_log_level);
}

static clibav_decoder *open_decoder(const char *name, int sample_rate, int bits_per_sample, int block_align) {
    const void *codec = library.find_decoder(name);
    if (!codec) return NULL;
    clibav_decoder *decoder = calloc(1, sizeof *decoder);
    if (!decoder) return NULL;
    decoder->context = library.alloc_context(codec);
    decoder->packet = library.packet_alloc();
    decoder->frame = library.frame_alloc();
    if (decoder->context && decoder->packet && decoder->frame) {
        if (sample_rate) library.option_set_int(decoder->context, "ar", sample_rate, 0);
        // Which of the two an option is depends on the version; the other one is refused, which does no harm.
        library.option_set_int(decoder->context, "ac", 1, 0);
        library.option_set(decoder->context, "ch_layout", "mono", 0);
        library.option_set(decoder->context, "threads", "1", 0);
        // RTP has no pre-skip: what a decoder would leave out at the beginning has its place by timestamp.
        library.option_set(decoder->context, "flags2", "+skip_manual", 0);
        if (bits_per_sample) library.option_set_int(decoder->context, "bits_per_coded_sample", bits_per_sample, 0);
        if (block_align) library.option_set_int(decoder->context, "block_align", block_align, 0);
        if (library.open(decoder->context, codec, NULL) >= 0) return decoder;
    }
    clibav_close(decoder);
    return NULL;
}

/// Whether known bytes give known samples, through every field that is read or written here.
static int is_proved(void) {
    static const uint8_t codes[] = {0x80, 0x00, 0xFF, 0x9F, 0x1F};
    static const int16_t expected[] = {32124, -32124, 0, 8316, -8316};
    packet_head *packet = library.packet_alloc();
    if (!packet) return 0;
    int is_known = library.new_packet(packet, 77) >= 0 && packet->size == 77 && packet->data != NULL;
    library.packet_free(&packet);
    if (!is_known) return 0;
    clibav_decoder *decoder = open_decoder("pcm_mulaw", 8000, 0, 0);
    if (!decoder) return 0;
    int16_t samples[16];
    int count = clibav_decode(decoder, codes, sizeof codes, samples, 16);
    clibav_close(decoder);
    return count == sizeof codes && memcmp(samples, expected, sizeof expected) == 0;
}

static void load(void) {
    static const char *const names[][2] = {
        {"libavcodec.so.59", "libavutil.so.57"}, {"libavcodec.so.60", "libavutil.so.58"},
        {"libavcodec.so.61", "libavutil.so.59"}, {"libavcodec.so.62", "libavutil.so.60"},
        {"libavcodec.so.58", "libavutil.so.56"},
    };
    for (size_t index = 0; index < sizeof names / sizeof *names && !is_available; index++) {
        void *util = dlopen(names[index][1], RTLD_NOW | RTLD_LOCAL);
        void *codec = util ? dlopen(names[index][0], RTLD_NOW | RTLD_LOCAL) : NULL;
        if (codec && find_all(codec, util)) {
            // A line for each bad packet would be printed else.
            library.set_log_level(-8);
            is_available = is_proved();
        }
        if (!is_available && codec) dlclose(codec);
        if (!is_available && util) dlclose(util);
    }
}

int clibav_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_available;
}

clibav_decoder *clibav_open(const char *names, int sample_rate, int bits_per_sample, int block_align) {
    if (!clibav_is_available()) return NULL;
    char name[32];
    while (*names) {
        size_t length = strcspn(names, ",");
        if (length < sizeof name) {
            memcpy(name, names, length);
            name[length] = 0;
            clibav_decoder *decoder = open_decoder(name, sample_rate, bits_per_sample, block_align);
            if (decoder) return decoder;
        }
        names += length + (names[length] == ',');
    }
    return NULL;
}

static int16_t clipped(float value) {
    float scaled = value * 32768.0f;
    if (!(scaled > -32768.0f)) return scaled <= -32768.0f ? -32768 : 0;
    if (scaled >= 32767.0f) return 32767;
    return (int16_t)lrintf(scaled);
}

/// Appends the samples of a received frame; -1 for a form that is not known.
static int take(const frame_head *frame, int16_t *samples, int capacity) {
    int count = frame->samples < capacity ? frame->samples : capacity;
    if (count < 0 || !frame->data[0]) return -1;
    switch (frame->format) {
    case format_s16:
    case format_s16_planar:
        memcpy(samples, frame->data[0], (size_t)count * sizeof *samples);
        return count;
    case format_float:
    case format_float_planar:
        for (int index = 0; index < count; index++) samples[index] = clipped(((const float *)frame->data[0])[index]);
        return count;
    default: return -1;
    }
}

int clibav_decode(clibav_decoder *decoder, const uint8_t *bytes, int count, int16_t *samples, int capacity) {
    if (library.new_packet(decoder->packet, count) < 0) return -1;
    memcpy(decoder->packet->data, bytes, (size_t)count);
    int sent = library.send_packet(decoder->context, decoder->packet);
    library.packet_unref(decoder->packet);
    if (sent < 0) return -1;
    int total = 0;
    // A packet of some codecs gives several frames; the loop ends with the library's "send more".
    while (total < capacity && library.receive_frame(decoder->context, decoder->frame) >= 0) {
        int taken = take(decoder->frame, samples + total, capacity - total);
        if (taken < 0) return -1;
        total += taken;
    }
    return total > 0 ? total : -1;
}

void clibav_close(clibav_decoder *decoder) {
    if (!decoder) return;
    if (decoder->frame) library.frame_free(&decoder->frame);
    if (decoder->packet) library.packet_free(&decoder->packet);
    if (decoder->context) library.free_context(&decoder->context);
    free(decoder);
}
