#include "CXlsxwriter.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/// lxw_workbook_options, and room for what later versions have behind it.
typedef struct {
    uint8_t constant_memory;
    const char *temporary_folder;
    uint8_t use_zip64;
    uint64_t others[16];
} book_options;

/// lxw_doc_properties.
typedef struct {
    const char *title, *subject, *author, *manager, *company, *category, *keywords, *comments, *status, *link_base;
    time_t created;
    uint64_t others[16];
} book_properties;

/// The head of lxw_conditional_format; the rest is about bars and icons.
typedef struct {
    uint8_t type;
    uint8_t criterion;
    double value;
    const char *value_text;
    void *format;
    double low;
    const char *low_text;
    uint8_t low_rule;
    uint32_t low_colour;
    double middle;
    const char *middle_text;
    uint8_t middle_rule;
    uint32_t middle_colour;
    double high;
    uint64_t others[32];
} condition;

/// LXW_CONDITIONAL_TYPE_CELL and LXW_CONDITIONAL_CRITERIA_BETWEEN.
enum { type_cell = 1, criterion_between = 7 };

static struct {
    const char *(*version)(void);
    const char *(*error_text)(int);
    void *(*new_book)(const char *, book_options *);
    int (*set_properties)(void *, book_properties *);
    void *(*add_sheet)(void *, const char *);
    void *(*add_format)(void *);
    int (*close)(void *);
    void (*set_number_format)(void *, const char *);
    void (*set_bold)(void *);
    void (*set_ink)(void *, uint32_t);
    void (*set_fill)(void *, uint32_t);
    void (*freeze)(void *, uint32_t, uint16_t);
    int (*set_column)(void *, uint16_t, uint16_t, double, void *);
    int (*write_number)(void *, uint32_t, uint16_t, double, void *);
    int (*write_flag)(void *, uint32_t, uint16_t, int, void *);
    int (*write_text)(void *, uint32_t, uint16_t, const char *, void *);
    int (*format_range)(void *, uint32_t, uint16_t, uint32_t, uint16_t, condition *);
    int (*filter)(void *, uint32_t, uint16_t, uint32_t, uint16_t);
} library;

static int is_available;

static int find(void *handle, const char *name, void *place) {
    void *symbol = dlsym(handle, name);
    // POSIX lets the address of a function pass through a pointer to an object.
    memcpy(place, &symbol, sizeof symbol);
    return symbol != NULL;
}

static int find_all(void *handle) {
    return find(handle, "lxw_version", &library.version)
        && find(handle, "lxw_strerror", &library.error_text)
        && find(handle, "workbook_new_opt", &library.new_book)
        && find(handle, "workbook_set_properties", &library.set_properties)
        && find(handle, "workbook_add_worksheet", &library.add_sheet)
        && find(handle, "workbook_add_format", &library.add_format)
        && find(handle, "workbook_close", &library.close)
        && find(handle, "format_set_num_format", &library.set_number_format)
        && find(handle, "format_set_bold", &library.set_bold)
        && find(handle, "format_set_font_color", &library.set_ink)
        && find(handle, "format_set_bg_color", &library.set_fill)
        && find(handle, "worksheet_freeze_panes", &library.freeze)
        && find(handle, "worksheet_set_column", &library.set_column)
        && find(handle, "worksheet_write_number", &library.write_number)
        && find(handle, "worksheet_write_boolean", &library.write_flag)
        && find(handle, "worksheet_write_string", &library.write_text)
        && find(handle, "worksheet_conditional_format_range", &library.format_range)
        && find(handle, "worksheet_autofilter", &library.filter);
}

static void load(void) {
    // The number is that of the last part of the version; the bare name comes with the development files.
    static const char *const names[] = {
        "libxlsxwriter.so.4",  "libxlsxwriter.so.5",  "libxlsxwriter.so.6",  "libxlsxwriter.so.7",
        "libxlsxwriter.so.8",  "libxlsxwriter.so.9",  "libxlsxwriter.so.10", "libxlsxwriter.so.11",
        "libxlsxwriter.so.3",  "libxlsxwriter.so.2",  "libxlsxwriter.so.1",  "libxlsxwriter.so",
    };
    for (size_t index = 0; index < sizeof names / sizeof *names && !is_available; index++) {
        void *handle = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
        if (!handle) continue;
        // Of another major version nothing is known.
        is_available = find_all(handle) && strncmp(library.version(), "1.", 2) == 0;
        if (!is_available) dlclose(handle);
    }
}

int cxlsx_is_available(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_available;
}

#ifdef __GLIBC__
/// Calls that may say something on standard error, as they run; what they would say reaches the caller as a result.
static pthread_mutex_t silence = PTHREAD_MUTEX_INITIALIZER;
static int silenced;
static FILE *spoken, *nowhere;

/// Points the variable `stderr`, which glibc lets a program set, to nowhere. The descriptor stays as it is.
static void hush(void) {
    pthread_mutex_lock(&silence);
    if (!nowhere) nowhere = fopen("/dev/null", "we");
    if (silenced++ == 0 && nowhere) {
        spoken = stderr;
        stderr = nowhere;
    }
    pthread_mutex_unlock(&silence);
}

static void unhush(void) {
    pthread_mutex_lock(&silence);
    if (--silenced == 0 && spoken) {
        stderr = spoken;
        spoken = NULL;
    }
    pthread_mutex_unlock(&silence);
}
#else
static void hush(void) {}
static void unhush(void) {}
#endif

cxlsx_book *cxlsx_create(const char *path, const char *temporary_folder, int64_t created, int is_large) {
    if (!cxlsx_is_available()) return NULL;
    book_options options = {.constant_memory = 1, .temporary_folder = temporary_folder, .use_zip64 = is_large != 0};
    hush();
    void *book = library.new_book(path, &options);
    unhush();
    if (!book) return NULL;
    book_properties properties = {.author = "iqos-scan", .created = (time_t)created};
    library.set_properties(book, &properties);
    return book;
}

cxlsx_format *cxlsx_add_format(
    cxlsx_book *book, const char *number_format, int is_bold, int32_t ink_colour, int32_t fill_colour) {
    void *format = library.add_format(book);
    if (!format) return NULL;
    if (number_format) library.set_number_format(format, number_format);
    if (is_bold) library.set_bold(format);
    if (ink_colour != cxlsx_no_colour) library.set_ink(format, (uint32_t)ink_colour);
    if (fill_colour != cxlsx_no_colour) library.set_fill(format, (uint32_t)fill_colour);
    return format;
}

cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *book, const char *name) {
    hush();
    void *sheet = library.add_sheet(book, name);
    unhush();
    return sheet;
}

void cxlsx_freeze(cxlsx_sheet *sheet) {
    library.freeze(sheet, 1, 1);
}

void cxlsx_set_width(cxlsx_sheet *sheet, int column, double width) {
    library.set_column(sheet, (uint16_t)column, (uint16_t)column, width, NULL);
}

int cxlsx_write_number(cxlsx_sheet *sheet, int row, int column, double value, cxlsx_format *format) {
    return library.write_number(sheet, (uint32_t)row, (uint16_t)column, value, format);
}

int cxlsx_write_flag(cxlsx_sheet *sheet, int row, int column, int value, cxlsx_format *format) {
    return library.write_flag(sheet, (uint32_t)row, (uint16_t)column, value, format);
}

int cxlsx_write_text(cxlsx_sheet *sheet, int row, int column, const char *text, cxlsx_format *format) {
    return library.write_text(sheet, (uint32_t)row, (uint16_t)column, text, format);
}

int cxlsx_format_between(
    cxlsx_sheet *sheet, int column, int last_row, double low, double high, cxlsx_format *format) {
    condition rule = {
        .type = type_cell, .criterion = criterion_between, .format = format, .low = low, .high = high};
    return library.format_range(sheet, 1, (uint16_t)column, (uint32_t)last_row, (uint16_t)column, &rule);
}

int cxlsx_add_filter(cxlsx_sheet *sheet, int last_row, int last_column) {
    return library.filter(sheet, 0, 0, (uint32_t)last_row, (uint16_t)last_column);
}

const char *cxlsx_close(cxlsx_book *book) {
    hush();
    int code = library.close(book);
    unhush();
    return code ? library.error_text(code) : NULL;
}
