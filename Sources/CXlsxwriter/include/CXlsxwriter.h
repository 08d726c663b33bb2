#ifndef CXLSXWRITER_H
#define CXLSXWRITER_H

#include <stdint.h>

/// libxlsxwriter, loaded at run time: nothing links to it, and without it every call says that there is none.
///
/// No header of the library is needed to build. The few structures that are handed over are written here as they have
/// been since version 1.0, with zeros behind them for what later versions added.

typedef struct cxlsx_book cxlsx_book;
typedef struct cxlsx_sheet cxlsx_sheet;
typedef struct cxlsx_format cxlsx_format;

/// What a format does not set.
enum { cxlsx_no_colour = -1 };

/// Whether a library of a known version was found and loaded.
int cxlsx_is_available(void);

/// Begins the file at `path`, which is written when it is closed; NULL where that cannot be.
///
/// Rows must be written from the first to the last: they go to unnamed files in `temporary_folder` at once. `created` is in
/// seconds since 1970 and not 0; in a large file a sheet may pass 4 GB.
cxlsx_book *cxlsx_create(const char *path, const char *temporary_folder, int64_t created, int is_large);

/// NULL for want of memory. Colours are 0xRRGGBB; `number_format` may be NULL.
cxlsx_format *cxlsx_add_format(
    cxlsx_book *book, const char *number_format, int is_bold, int32_t ink_colour, int32_t fill_colour);

/// NULL for a name that cannot be, or where no temporary file can be made.
cxlsx_sheet *cxlsx_add_sheet(cxlsx_book *book, const char *name);

/// Keeps the first row and column in sight.
void cxlsx_freeze(cxlsx_sheet *sheet);
/// Width in characters; before any row is written.
void cxlsx_set_width(cxlsx_sheet *sheet, int column, double width);

/// Writers of a cell return 0, or why it was not written. `format` may be NULL.
int cxlsx_write_number(cxlsx_sheet *sheet, int row, int column, double value, cxlsx_format *format);
int cxlsx_write_flag(cxlsx_sheet *sheet, int row, int column, int value, cxlsx_format *format);
/// Never a formula or a link, whatever the text; at most 32,767 characters.
int cxlsx_write_text(cxlsx_sheet *sheet, int row, int column, const char *text, cxlsx_format *format);

/// Gives cells of a column from row 1 to `last_row` a format where their number is `low` to `high`; the first rule that
/// fits wins.
int cxlsx_format_between(
    cxlsx_sheet *sheet, int column, int last_row, double low, double high, cxlsx_format *format);
/// Puts a filter on each column of the first row.
int cxlsx_add_filter(cxlsx_sheet *sheet, int last_row, int last_column);

/// Writes the file and frees everything. Returns NULL, or why it was not written, which need not be freed.
const char *cxlsx_close(cxlsx_book *book);

#endif
