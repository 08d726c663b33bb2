# What Scripts/demo, Scripts/test and Scripts/install share; read by them with `.`, never run.

# Says what is wrong and what to do, and ends the script.
stop() {
    echo "${0##*/}: $*" >&2
    exit 69
}

# Asks the compiler that builds the C modules, whatever system it is on.
has_header() {
    # lame.h needs stdio.h before it.
    printf '#include <stdio.h>\n#include <%s>\n' "$1" | "$compiler" -fsyntax-only -x c - 2>/dev/null
}

has_jsonschema() {
    "${1:-python3}" -c 'from jsonschema import Draft202012Validator' 2>/dev/null
}

# Names the Debian packages that are missing for a `build`, or for `tests` besides.
missing_packages() {
    has_header pcap/pcap.h || echo libpcap-dev
    has_header sndfile.h || echo libsndfile1-dev
    has_header lame/lame.h || echo libmp3lame-dev
    has_header zlib.h || echo zlib1g-dev
    has_header zstd.h || echo libzstd-dev
    # SwiftPM fetches packages with it.
    command -v git >/dev/null || echo git
    if [ "$1" = tests ]; then
        command -v python3 >/dev/null || echo python3
        has_jsonschema || has_jsonschema /usr/bin/python3 || echo python3-jsonschema
    fi
}

install_packages() {
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        stop "missing: $*; install them as root: apt-get install $*"
    fi
    echo "installing $*" >&2
    # The lists may be locked by another apt-get and still be good enough: installing decides.
    $root apt-get -qq -o DPkg::Lock::Timeout=600 update >&2 || true
    $root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 \
        install -y --no-install-recommends "$@" >&2 || stop "apt-get could not install $*: see the lines above"
}

# The script libraries of the page: without them it builds as well, and the page does not zoom.
bring_libraries() {
    if ! python3 -c 'import pip' 2>/dev/null && command -v apt-get >/dev/null; then
        (install_packages python3 python3-pip) || true
    fi
    python3 Scripts/libraries ||
        echo "going on without uPlot and wavesurfer.js, which pip could not bring: the page will not zoom" >&2
}

# Brings what the tests of the page in a browser need and prints the Python that drives it; nothing where that fails.
browser_python() { # folder
    if [ ! -x /usr/bin/chromium ] || [ ! -x /usr/bin/chromedriver ] || ! python3 -c 'import ensurepip' 2>/dev/null; then
        command -v apt-get >/dev/null || return 0
        (install_packages chromium chromium-driver python3-venv) || return 0
    fi
    if ! "$1/bin/python" -c 'import axe_core_python, selenium' 2>/dev/null; then
        python3 -m venv "$1" >&2 || return 0
        "$1/bin/python" -m pip -q --disable-pip-version-check install selenium==4.51.0 axe-core-python==0.1.0 >&2 ||
            return 0
    fi
    echo "$1/bin/python"
}

# Makes sure of Swift and of what a `build`, or `tests` besides, needs of the system.
prepare() {
    command -v swift >/dev/null || stop "swift is not in PATH: install Swift 6.3, see https://www.swift.org/install"
    compiler="$(dirname "$(readlink -f "$(command -v swift)")")/clang"
    [ -x "$compiler" ] || compiler="$(command -v clang || command -v cc)" || stop "no C compiler beside swift or in PATH"
    missing="$(missing_packages "$1" | tr '\n' ' ')"
    missing="${missing% }"
    if [ -z "$missing" ]; then
        bring_libraries
        return 0
    fi
    command -v apt-get >/dev/null ||
        stop "missing, by their Debian names: $missing; install what your system calls them, with headers"
    # One word a package.
    # shellcheck disable=SC2086
    install_packages $missing
    left="$(missing_packages "$1" | tr '\n' ' ')"
    [ -z "$left" ] || stop "installed, but still not found: ${left% }"
    bring_libraries
}
