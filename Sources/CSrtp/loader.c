#include "CSrtp.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/// srtp_crypto_policy_t.
typedef struct {
    uint32_t cipher;
    int key_length;
    uint32_t authentication;
    int authentication_key_length;
    int tag_length;
    int services;
} crypto_policy;

/// srtp_policy_t, with room behind it for what a later version may add.
typedef struct {
    int ssrc_type;
    unsigned int ssrc;
    crypto_policy rtp, rtcp;
    const uint8_t *key;
    void **keys;
    unsigned long key_count;
    void *unused;
    unsigned long window;
    int allows_repetition;
    int *encrypted_extensions;
    int encrypted_extension_count;
    void *next;
    void *reserve[8];
} stream_policy;

enum { status_ok = 0, status_replayed = 9, ssrc_specific = 1 };

/// Packets behind the newest that are still taken: the most that the library allows.
enum { window = 0x7FFF };

static const char *const setters[csrtp_suite_count] = {
    "srtp_crypto_policy_set_rtp_default",
    "srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32",
    "srtp_crypto_policy_set_aes_cm_192_hmac_sha1_80",
    "srtp_crypto_policy_set_aes_cm_192_hmac_sha1_32",
    "srtp_crypto_policy_set_aes_cm_256_hmac_sha1_80",
    "srtp_crypto_policy_set_aes_cm_256_hmac_sha1_32",
    "srtp_crypto_policy_set_aes_gcm_128_16_auth",
    "srtp_crypto_policy_set_aes_gcm_256_16_auth",
};

static struct {
    int (*init)(void);
    int (*create)(void **, const stream_policy *);
    int (*dealloc)(void *);
    int (*protect)(void *, void *, int *);
    int (*unprotect)(void *, void *, int *);
    int (*set_stream_roc)(void *, uint32_t, uint32_t);
    void (*set_suite[csrtp_suite_count])(crypto_policy *);
} library;

static int is_available;

static int find(void *handle, const char *name, void *place) {
    void *symbol = dlsym(handle, name);
    // POSIX lets the address of a function pass through a pointer to an object.
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

static int find_all(void *handle) {
    // A suite that a version lacks is NULL, and only that suite is missing.
    for (int suite = 0; suite < csrtp_suite_count; suite++) find(handle, setters[suite], &library.set_suite[suite]);
    return find(handle, "srtp_init", &library.init) && find(handle, "srtp_create", &library.create)
        && find(handle, "srtp_dealloc", &library.dealloc) && find(handle, "srtp_protect", &library.protect)
        && find(handle, "srtp_unprotect", &library.unprotect)
        && find(handle, "srtp_set_stream_roc", &library.set_stream_roc);
}

static csrtp_session *open_session(int suite, const uint8_t *secret, uint32_t ssrc) {
    if (suite < 0 || suite >= csrtp_suite_count || !library.set_suite[suite]) return NULL;
    stream_policy policy;
    memset(&policy, 0, sizeof policy);
    library.set_suite[suite](&policy.rtp);
    library.set_suite[suite](&policy.rtcp);
    policy.ssrc_type = ssrc_specific;
    policy.ssrc = ssrc;
    policy.key = secret;
    policy.window = window;
    void *session = NULL;
    if (library.create(&session, &policy) != status_ok) return NULL;
    return session;
}

/// Whether a packet of known bytes gives the ciphertext that RFC 3711 with the key of its appendix B.3 makes of it.
static int is_proved(void) {
    static const uint8_t secret[30] = {
        0xE1, 0xF9, 0x7A, 0x0D, 0x3E, 0x01, 0x8B, 0xE0, 0xD6, 0x4F, 0xA3, 0x2C, 0x06, 0xDE, 0x41,
        0x39, 0x0E, 0xC6, 0x75, 0xAD, 0x49, 0x8A, 0xFE, 0xEB, 0xB6, 0x96, 0x0B, 0x3A, 0xAB, 0xE6,
    };
    static const uint8_t clear[28] = {
        0x80, 0x0F, 0x12, 0x34, 0xDE, 0xCA, 0xFB, 0xAD, 0xCA, 0xFE, 0xBA, 0xBE, 0xAB, 0xAB,
        0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB, 0xAB,
    };
    static const uint8_t sealed[38] = {
        0x80, 0x0F, 0x12, 0x34, 0xDE, 0xCA, 0xFB, 0xAD, 0xCA, 0xFE, 0xBA, 0xBE, 0x4E, 0x55, 0xDC, 0x4C, 0xE7, 0x99, 0x78,
        0xD8, 0x8C, 0xA4, 0xD2, 0x15, 0x94, 0x9D, 0x24, 0x02, 0xB7, 0x8D, 0x6A, 0xCC, 0x99, 0xEA, 0x17, 0x9B, 0x8D, 0xBB,
    };
    csrtp_session *session = open_session(csrtp_aes_128_sha_80, secret, 0xCAFEBABE);
    if (!session) return 0;
    uint32_t words[10];
    uint8_t *packet = (uint8_t *)words;
    memcpy(packet, sealed, sizeof sealed);
    int length = sizeof sealed;
    int is_right = library.unprotect(session, packet, &length) == status_ok && length == sizeof clear
        && memcmp(packet, clear, sizeof clear) == 0;
    csrtp_close(session);
    return is_right;
}

static void load(void) {
    void *handle = dlopen("libsrtp2.so.1", RTLD_NOW | RTLD_LOCAL);
    if (!handle) return;
    is_available = find_all(handle) && library.init() == status_ok && is_proved();
    // Once begun the library stays: it may have threads' data of its own.
}

int csrtp_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_available;
}

csrtp_session *csrtp_open(int suite, const uint8_t *secret, uint32_t ssrc) {
    return csrtp_is_available() ? open_session(suite, secret, ssrc) : NULL;
}

void csrtp_set_roll_over(csrtp_session *session, uint32_t ssrc, uint32_t count) {
    library.set_stream_roc(session, ssrc, count);
}

int csrtp_unprotect(csrtp_session *session, uint8_t *packet, int *length) {
    switch (library.unprotect(session, packet, length)) {
    case status_ok: return csrtp_clear;
    case status_replayed: return csrtp_repeated;
    default: return csrtp_refused;
    }
}

int csrtp_protect(csrtp_session *session, uint8_t *packet, int *length) {
    return library.protect(session, packet, length);
}

void csrtp_close(csrtp_session *session) {
    if (session) library.dealloc(session);
}
