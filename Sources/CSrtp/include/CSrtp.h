#ifndef CSRTP_H
#define CSRTP_H

#include <stdint.h>

/// libsrtp2, loaded at run time: nothing links to it, and without it every call says that there is none.
///
/// No header of the library is needed to build. The one structure that is passed to it is declared here as it stands in
/// every version from 2.1 on; a packet of known bytes proves that before the library is used.

typedef struct csrtp_session csrtp_session;

/// The suites, by the length of key and tag.
enum csrtp_suite {
    csrtp_aes_128_sha_80,
    csrtp_aes_128_sha_32,
    csrtp_aes_192_sha_80,
    csrtp_aes_192_sha_32,
    csrtp_aes_256_sha_80,
    csrtp_aes_256_sha_32,
    csrtp_aes_128_gcm,
    csrtp_aes_256_gcm,
    csrtp_suite_count
};

enum csrtp_outcome { csrtp_clear, csrtp_repeated, csrtp_refused };

/// Whether a library was found, loaded and proved.
int csrtp_is_available(void);

/// Begins a stream; NULL where there is no library, or where it lacks the suite.
///
/// `secret` is master key and salt, as long as the suite has them. Sessions are independent of each other; each is used
/// by one thread at a time.
csrtp_session *csrtp_open(int suite, const uint8_t *secret, uint32_t ssrc);

/// Tells how often the sequence numbers had rolled over before the next packet.
void csrtp_set_roll_over(csrtp_session *session, uint32_t ssrc, uint32_t count);

/// Authenticates and decrypts a packet in place and shortens `length`; what is refused is left as it was.
///
/// `packet` is aligned to four bytes.
int csrtp_unprotect(csrtp_session *session, uint8_t *packet, int *length);

/// Encrypts a packet in place and lengthens it by its tag, at most 16 bytes; 0 for success.
int csrtp_protect(csrtp_session *session, uint8_t *packet, int *length);

void csrtp_close(csrtp_session *session);

#endif
