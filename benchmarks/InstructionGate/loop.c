/* The yardstick of the instruction gate: the same work as the LineageAot program beside it, as a plain C loop over the
 * same SQLite library. It makes no check that a careful C programmer would leave out and takes no short cut that
 * LineageAot couldn't take: one prepared statement, six values bound or read a row, pragmas as LineageAot sets them.
 *
 * usage: loop <libe_sqlite3.so> <database> insert|bulk|find|scan <count>
 *   insert  <count> rows in one transaction      bulk  <count> rows, 4,096 a transaction
 *   find    <count> reads by key                 scan  the whole table <count> times
 * The database exists and holds the table `readings`; find and scan expect the keys 1 to the number of rows.
 */
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct sqlite3 sqlite3;
typedef struct sqlite3_stmt sqlite3_stmt;
typedef int64_t sqlite3_int64;
typedef void (*destructor)(void *);

#define ROW 100
#define DONE 101
#define OPEN_READONLY 1
#define OPEN_READWRITE 2
#define OPEN_NOMUTEX 0x8000
#define PREPARE_PERSISTENT 1
#define TEXTS 1000
#define START 1700000000000000 /* microseconds since 1970: no row is older */
#define SEGMENT 4096

static int (*open_v2)(const char *, sqlite3 **, int, const char *);
static int (*close_v2)(sqlite3 *);
static int (*exec)(sqlite3 *, const char *, void *, void *, char **);
static int (*prepare_v3)(sqlite3 *, const char *, int, unsigned, sqlite3_stmt **, const char **);
static int (*finalize)(sqlite3_stmt *);
static int (*step)(sqlite3_stmt *);
static int (*reset)(sqlite3_stmt *);
static int (*bind_int64)(sqlite3_stmt *, int, sqlite3_int64);
static int (*bind_double)(sqlite3_stmt *, int, double);
static int (*bind_text)(sqlite3_stmt *, int, const char *, int, destructor);
static sqlite3_int64 (*column_int64)(sqlite3_stmt *, int);
static double (*column_double)(sqlite3_stmt *, int);
static const unsigned char *(*column_text)(sqlite3_stmt *, int);
static int (*column_bytes)(sqlite3_stmt *, int);

static sqlite3 *database;
static char texts[TEXTS][16];
static int text_lengths[TEXTS];

static void fail(const char *what)
{
    fprintf(stderr, "%s failed\n", what);
    exit(1);
}

static void *symbol(void *library, const char *name)
{
    void *found = dlsym(library, name);
    if (!found) fail(name);
    return found;
}

static void load(const char *path)
{
    void *library = dlopen(path, RTLD_NOW);
    if (!library) fail(dlerror());
    open_v2 = symbol(library, "sqlite3_open_v2");
    close_v2 = symbol(library, "sqlite3_close_v2");
    exec = symbol(library, "sqlite3_exec");
    prepare_v3 = symbol(library, "sqlite3_prepare_v3");
    finalize = symbol(library, "sqlite3_finalize");
    step = symbol(library, "sqlite3_step");
    reset = symbol(library, "sqlite3_reset");
    bind_int64 = symbol(library, "sqlite3_bind_int64");
    bind_double = symbol(library, "sqlite3_bind_double");
    bind_text = symbol(library, "sqlite3_bind_text");
    column_int64 = symbol(library, "sqlite3_column_int64");
    column_double = symbol(library, "sqlite3_column_double");
    column_text = symbol(library, "sqlite3_column_text");
    column_bytes = symbol(library, "sqlite3_column_bytes");
}

static void run(const char *sql)
{
    if (exec(database, sql, NULL, NULL, NULL) != 0) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql)
{
    sqlite3_stmt *statement;
    if (prepare_v3(database, sql, -1, PREPARE_PERSISTENT, &statement, NULL) != 0) fail(sql);
    return statement;
}

static void open_writer(const char *path)
{
    if (open_v2(path, &database, OPEN_READWRITE | OPEN_NOMUTEX, NULL) != 0) fail("open");
    run("pragma journal_mode=wal; pragma synchronous=normal; pragma foreign_keys=on; pragma cache_size=-64000;"
        "pragma wal_autocheckpoint=0; pragma trusted_schema=off; pragma cell_size_check=on;");
}

static void open_reader(const char *path)
{
    if (open_v2(path, &database, OPEN_READONLY | OPEN_NOMUTEX, NULL) != 0) fail("open");
    run("pragma cache_size=-16000; pragma trusted_schema=off; pragma cell_size_check=on;");
}

static void insert(long count, long segment)
{
    sqlite3_stmt *statement = prepare("insert into readings (id, sensor, at, value, quality, unit) values (?1, ?2, ?3, ?4, ?5, ?6)");
    sqlite3_stmt *begin = prepare("begin immediate"), *commit = prepare("commit");
    for (long i = 1; i <= count; i++)
    {
        if ((i - 1) % segment == 0)
        {
            if (step(begin) != DONE) fail("begin");
            reset(begin);
        }

        int text = (int)(i % TEXTS);
        if (bind_int64(statement, 1, i) | bind_int64(statement, 2, i & 63) | bind_int64(statement, 3, START + i)
            | bind_double(statement, 4, i * 0.5) | bind_double(statement, 5, i * 0.25)
            | bind_text(statement, 6, texts[text], text_lengths[text], (destructor)0)) fail("bind");
        if (step(statement) != DONE) fail("insert");
        reset(statement);
        if (i % segment == 0 || i == count)
        {
            if (step(commit) != DONE) fail("commit");
            reset(commit);
        }
    }

    finalize(statement);
    finalize(begin);
    finalize(commit);
    run("pragma wal_checkpoint(truncate)");
}

static double read_row(sqlite3_stmt *statement)
{
    double sum = (double)(column_int64(statement, 0) + column_int64(statement, 1) + column_int64(statement, 2) - START);
    sum += column_double(statement, 3) + column_double(statement, 4);
    const unsigned char *text = column_text(statement, 5);
    char copy[16];
    int length = column_bytes(statement, 5);
    memcpy(copy, text, (size_t)length);
    return sum + length + copy[length - 1];
}

static double find(long count, long rows)
{
    sqlite3_stmt *statement = prepare("select id, sensor, at, value, quality, unit from readings where id = ?1");
    double sum = 0;
    uint32_t random = 1;
    for (long i = 0; i < count; i++)
    {
        random = random * 1664525 + 1013904223;
        if (bind_int64(statement, 1, 1 + (long)((random >> 8) % (uint32_t)rows))) fail("bind");
        if (step(statement) != ROW) fail("find");
        sum += read_row(statement);
        reset(statement);
    }

    finalize(statement);
    return sum;
}

static double scan(long times)
{
    sqlite3_stmt *statement = prepare("select id, sensor, at, value, quality, unit from readings order by id");
    double sum = 0;
    for (long i = 0; i < times; i++)
    {
        int result;
        while ((result = step(statement)) == ROW) sum += read_row(statement);
        if (result != DONE) fail("scan");
        reset(statement);
    }

    finalize(statement);
    return sum;
}

static long count_rows(void)
{
    sqlite3_stmt *statement = prepare("select count(*) from readings");
    if (step(statement) != ROW) fail("count");
    long rows = (long)column_int64(statement, 0);
    finalize(statement);
    return rows;
}

int main(int arguments, char **values)
{
    if (arguments != 5) fail("usage");
    const char *path = values[2], *question = values[3];
    long count = atol(values[4]);
    double sum = 0;
    load(values[1]);
    for (int i = 0; i < TEXTS; i++) text_lengths[i] = snprintf(texts[i], sizeof texts[i], "unit-%03d", i);

    if (strcmp(question, "insert") == 0 || strcmp(question, "bulk") == 0)
    {
        open_writer(path);
        insert(count, question[0] == 'i' ? count : SEGMENT);
        if (count_rows() != count) fail("the number of rows");
    }
    else
    {
        open_reader(path);
        long rows = count_rows();
        sum = question[0] == 'f' ? find(count, rows) : scan(count);
    }

    if (close_v2(database) != 0) fail("close");
    printf("%.3f\n", sum);
    return 0;
}
