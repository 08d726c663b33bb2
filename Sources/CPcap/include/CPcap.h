#ifndef CPCAP_H
#define CPCAP_H

#include <pcap/pcap.h>

/// libpcap, loaded where it is first asked for: most scans need nothing of it, and with the libraries that it needs in
/// turn it would take a tenth of the time in which the program starts.
///
/// The others are libpcap's functions of the same names without the first letter, and are called only after
/// `cpcap_is_available` has said so.

/// Whether the library was found and loaded.
int cpcap_is_available(void);

pcap_t *cpcap_open_dead(int link_type, int snap_length);
pcap_t *cpcap_fopen_offline_with_tstamp_precision(FILE *file, u_int precision, char *message);
int cpcap_datalink(pcap_t *handle);
int cpcap_next_ex(pcap_t *handle, struct pcap_pkthdr **header, const u_char **bytes);
char *cpcap_geterr(pcap_t *handle);
void cpcap_close(pcap_t *handle);
int cpcap_compile(
    pcap_t *handle, struct bpf_program *program, const char *expression, int is_optimised, bpf_u_int32 netmask);
int cpcap_offline_filter(const struct bpf_program *program, const struct pcap_pkthdr *header, const u_char *bytes);
void cpcap_freecode(struct bpf_program *program);

#endif
