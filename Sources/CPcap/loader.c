#include "CPcap.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static struct {
    pcap_t *(*open_dead)(int, int);
    pcap_t *(*open_file)(FILE *, u_int, char *);
    int (*data_link)(pcap_t *);
    int (*next)(pcap_t *, struct pcap_pkthdr **, const u_char **);
    char *(*error_text)(pcap_t *);
    void (*close)(pcap_t *);
    int (*compile)(pcap_t *, struct bpf_program *, const char *, int, bpf_u_int32);
    int (*matches)(const struct bpf_program *, const struct pcap_pkthdr *, const u_char *);
    void (*free_code)(struct bpf_program *);
} library;

static int is_available;

static int find(void *handle, const char *name, void *place) {
    void *symbol = dlsym(handle, name);
    // POSIX lets the address of a function pass through a pointer to an object.
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

static void load(void) {
    // Debian's name, that of most others, and the one on macOS.
    static const char *const names[] = {"libpcap.so.0.8", "libpcap.so.1", "libpcap.A.dylib"};
    void *handle = NULL;
    for (size_t index = 0; !handle && index < sizeof names / sizeof *names; index++) {
        handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    }
    is_available = handle && find(handle, "pcap_open_dead", &library.open_dead)
        && find(handle, "pcap_fopen_offline_with_tstamp_precision", &library.open_file)
        && find(handle, "pcap_datalink", &library.data_link) && find(handle, "pcap_next_ex", &library.next)
        && find(handle, "pcap_geterr", &library.error_text) && find(handle, "pcap_close", &library.close)
        && find(handle, "pcap_compile", &library.compile)
        && find(handle, "pcap_offline_filter", &library.matches)
        && find(handle, "pcap_freecode", &library.free_code);
}

int cpcap_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_available;
}

pcap_t *cpcap_open_dead(int link_type, int snap_length) { return library.open_dead(link_type, snap_length); }

pcap_t *cpcap_fopen_offline_with_tstamp_precision(FILE *file, u_int precision, char *message) {
    return library.open_file(file, precision, message);
}

int cpcap_datalink(pcap_t *handle) { return library.data_link(handle); }

int cpcap_next_ex(pcap_t *handle, struct pcap_pkthdr **header, const u_char **bytes) {
    return library.next(handle, header, bytes);
}

char *cpcap_geterr(pcap_t *handle) { return library.error_text(handle); }

void cpcap_close(pcap_t *handle) { library.close(handle); }

int cpcap_compile(
    pcap_t *handle, struct bpf_program *program, const char *expression, int is_optimised, bpf_u_int32 netmask) {
    return library.compile(handle, program, expression, is_optimised, netmask);
}

int cpcap_offline_filter(const struct bpf_program *program, const struct pcap_pkthdr *header, const u_char *bytes) {
    return library.matches(program, header, bytes);
}

void cpcap_freecode(struct bpf_program *program) { library.free_code(program); }
