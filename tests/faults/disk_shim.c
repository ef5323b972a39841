/* Stands between a process and the C library: writes down, fails, shortens or dies at what changes files in one folder.

   Preloaded (LD_PRELOAD). Variables: OC_DISK_ROOT, the folder; OC_DISK_CONTROL, a file of struct control that every
   process of the harness maps; OC_DISK_TRACE, the file to which each change is appended in one write.
   The layout of struct control and of a record is that of disk.py. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2, READS = 4 };
enum { NONE, FAIL_EIO, FAIL_ENOSPC, SHORT, KILL_BEFORE, KILL_AFTER, KILL_TORN };
enum { OP_WRITE = 1, OP_TRUNCATE, OP_SYNC, OP_CREATE, OP_RENAME, OP_UNLINK, OP_MKDIR, OP_RMDIR, OP_SAID };

struct control {
  int64_t seen;    /* operations of the kinds in `mask` since it was armed */
  int64_t at;      /* the first operation, from 1, to which something happens; 0: none */
  int32_t what;    /* one of the second enum */
  int32_t mask;    /* kinds that are counted */
  int32_t sticky;  /* 1: every later one too, until it is disarmed */
  int32_t fired;   /* how often something happened */
  int32_t tracing; /* 1: append to the trace */
  int32_t mouth;   /* the descriptor on which the process answers; what goes there is told before it is written */
};

#define FDS 4096
static char *path_of[FDS];
static char root[PATH_MAX];
static size_t root_length;
static struct control *control;
static int trace = -1;

static void *next(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void begin(void) {
  const char *folder = getenv("OC_DISK_ROOT"), *file = getenv("OC_DISK_CONTROL"), *log = getenv("OC_DISK_TRACE");
  if (!folder || !file || !realpath(folder, root)) return;
  int descriptor = syscall(SYS_openat, AT_FDCWD, file, O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return;
  void *map = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  syscall(SYS_close, descriptor);
  if (map == MAP_FAILED) return;
  control = map;
  root_length = strlen(root);
  if (log) trace = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC);
}

/* The path below the folder, or NULL where it is none of ours. The caller frees it. */
static char *ours(const char *path) {
  char whole[PATH_MAX];
  if (!control || !path) return NULL;
  if (path[0] != '/') {
    if (!getcwd(whole, sizeof whole)) return NULL;
    size_t length = strlen(whole);
    if (length + strlen(path) + 2 > sizeof whole) return NULL;
    whole[length] = '/';
    strcpy(whole + length + 1, path);
    path = whole;
  }
  if (strncmp(path, root, root_length) || (path[root_length] != '/' && path[root_length])) return NULL;
  return strdup(path[root_length] ? path + root_length + 1 : ".");
}

static const char *of(int fd) { return fd >= 0 && fd < FDS ? path_of[fd] : NULL; }

static int shared_memory(const char *path) {
  size_t length = strlen(path);
  return length > 4 && !strcmp(path + length - 4, "-shm");
}

/* What is to happen to this operation. */
static int meet(int kind) {
  if (!control || !control->at || !(control->mask & kind)) return NONE;
  int64_t seen = __atomic_add_fetch(&control->seen, 1, __ATOMIC_SEQ_CST);
  if (seen != control->at && !(control->sticky && seen > control->at)) return NONE;
  __atomic_add_fetch(&control->fired, 1, __ATOMIC_SEQ_CST);
  if (control->what == KILL_BEFORE) kill(getpid(), SIGKILL);
  return control->what;
}

static void after(int what) {
  if (what == KILL_AFTER || what == KILL_TORN) kill(getpid(), SIGKILL);
}

static void tell(uint8_t op, const char *path, const void *data, size_t length, uint64_t offset) {
  if (trace < 0 || !control->tracing || shared_memory(path)) return;
  struct { uint32_t op, path, data, pad; uint64_t offset; } head = {op, strlen(path), length, 0, offset};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path}, {(void *)data, length}};
  syscall(SYS_writev, trace, parts, data ? 3 : 2);
}

/* ---- names */

static int opened(int (*real)(const char *, int, ...), const char *path, int flags, mode_t mode) {
  char *name = ours(path);
  struct stat there;
  int created = name && (flags & O_CREAT) && stat(path, &there) != 0;
  int emptied = name && (flags & O_TRUNC) && !created;
  int what = NONE;
  if ((created || emptied)) what = meet(WRITES);
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    free(name);
    errno = what == FAIL_EIO ? EIO : ENOSPC;
    return -1;
  }
  int fd = real(path, flags, mode);
  if (name && fd >= 0 && fd < FDS) {
    free(path_of[fd]);
    path_of[fd] = name;
    if (created) tell(OP_CREATE, name, NULL, 0, 0);
    else if (emptied) tell(OP_TRUNCATE, name, NULL, 0, 0);
    after(what);
  } else {
    free(name);
  }
  return fd;
}

#define OPEN(NAME)                                                                                                   \
  int NAME(const char *path, int flags, ...) {                                                                       \
    static int (*real)(const char *, int, ...);                                                                      \
    if (!real) real = next(#NAME);                                                                                   \
    va_list rest;                                                                                                    \
    va_start(rest, flags);                                                                                           \
    mode_t mode = va_arg(rest, int);                                                                                 \
    va_end(rest);                                                                                                    \
    return opened(real, path, flags, mode);                                                                          \
  }
OPEN(open)
OPEN(open64)

int close(int fd) {
  static int (*real)(int);
  if (!real) real = next("close");
  if (fd >= 0 && fd < FDS && path_of[fd]) {
    free(path_of[fd]);
    path_of[fd] = NULL;
  }
  return real(fd);
}

int rename(const char *old, const char *new) {
  static int (*real)(const char *, const char *);
  if (!real) real = next("rename");
  char *from = ours(old), *to = ours(new);
  int what = from && to ? meet(WRITES) : NONE, result = -1;
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
  } else {
    result = real(old, new);
    if (!result && from && to) tell(OP_RENAME, from, to, strlen(to), 0);
    after(what);
  }
  free(from);
  free(to);
  return result;
}

/* A second name; it is counted, and no trace tells of it. */
int link(const char *old, const char *new) {
  static int (*real)(const char *, const char *);
  if (!real) real = next("link");
  char *from = ours(old), *to = ours(new);
  int what = from && to ? meet(WRITES) : NONE, result = -1;
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
  } else {
    result = real(old, new);
    after(what);
  }
  free(from);
  free(to);
  return result;
}

static int removed(int (*real)(const char *), const char *path, int op) {
  char *name = ours(path);
  int what = name ? meet(WRITES) : NONE, result = -1;
  if (what == FAIL_EIO) {
    errno = EIO;
  } else {
    result = real(path);
    if (!result && name) tell(op, name, NULL, 0, 0);
    after(what);
  }
  free(name);
  return result;
}

int unlink(const char *path) {
  static int (*real)(const char *);
  if (!real) real = next("unlink");
  return removed(real, path, OP_UNLINK);
}

int rmdir(const char *path) {
  static int (*real)(const char *);
  if (!real) real = next("rmdir");
  return removed(real, path, OP_RMDIR);
}

int mkdir(const char *path, mode_t mode) {
  static int (*real)(const char *, mode_t);
  if (!real) real = next("mkdir");
  char *name = ours(path);
  int what = name ? meet(WRITES) : NONE, result = -1;
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
  } else {
    result = real(path, mode);
    if (!result && name) tell(OP_MKDIR, name, NULL, 0, 0);
    after(what);
  }
  free(name);
  return result;
}

/* While the disk is full for good, nothing is free on it either. */
static int full(void) {
  return control && control->at && control->sticky && control->fired && (control->what == FAIL_ENOSPC || control->what == SHORT);
}

int statvfs64(const char *path, struct statvfs64 *found) {
  static int (*real)(const char *, struct statvfs64 *);
  if (!real) real = next("statvfs64");
  int result = real(path, found);
  if (!result && full()) found->f_bfree = found->f_bavail = 0;
  return result;
}

int statvfs(const char *path, struct statvfs *found) {
  static int (*real)(const char *, struct statvfs *);
  if (!real) real = next("statvfs");
  int result = real(path, found);
  if (!result && full()) found->f_bfree = found->f_bavail = 0;
  return result;
}

/* ---- contents */

typedef ssize_t (*writer)(int, const void *, size_t, off64_t);

static ssize_t written(writer real, int fd, const void *data, size_t length, off64_t offset) {
  const char *name = of(fd);
  if (!name) return real(fd, data, length, offset);
  off64_t place = offset >= 0 ? offset : lseek64(fd, 0, SEEK_CUR);
  if (fcntl(fd, F_GETFL) & O_APPEND) place = lseek64(fd, 0, SEEK_END);
  int what = meet(WRITES);
  if (what == FAIL_EIO || what == FAIL_ENOSPC || (what == SHORT && (length < 2 || control->fired > 1))) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
    return -1;
  }
  size_t some = what == SHORT || what == KILL_TORN ? length / 2 : length;
  ssize_t done = real(fd, data, some, offset);
  if (done > 0) tell(OP_WRITE, name, data, done, place);
  after(what);
  return done;
}

static ssize_t plain_write(int fd, const void *data, size_t length, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t);
  (void)offset;
  if (!real) real = next("write");
  if (control && control->mouth && fd == control->mouth && !of(fd)) tell(OP_SAID, "", NULL, 0, 0);
  return real(fd, data, length);
}

static ssize_t plain_pwrite(int fd, const void *data, size_t length, off64_t offset) {
  static ssize_t (*real)(int, const void *, size_t, off64_t);
  if (!real) real = next("pwrite64");
  return real(fd, data, length, offset);
}

ssize_t write(int fd, const void *data, size_t length) { return written(plain_write, fd, data, length, -1); }
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written(plain_pwrite, fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  return written(plain_pwrite, fd, data, length, at);
}

static int cut(int (*real)(int, off64_t), int fd, off64_t length) {
  const char *name = of(fd);
  if (!name) return real(fd, length);
  int what = meet(WRITES);
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
    return -1;
  }
  int result = real(fd, length);
  if (!result) tell(OP_TRUNCATE, name, NULL, 0, length);
  after(what);
  return result;
}

int ftruncate64(int fd, off64_t length) {
  static int (*real)(int, off64_t);
  if (!real) real = next("ftruncate64");
  return cut(real, fd, length);
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int posix_fallocate64(int fd, off64_t offset, off64_t length) {
  static int (*real)(int, off64_t, off64_t);
  if (!real) real = next("posix_fallocate64");
  const char *name = of(fd);
  int what = name ? meet(WRITES) : NONE;
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) return what == FAIL_EIO ? EIO : ENOSPC;
  int result = real(fd, offset, length);
  if (!result && name) tell(OP_TRUNCATE, name, NULL, 0, offset + length);
  after(what);
  return result;
}
int posix_fallocate(int fd, off_t offset, off_t length) { return posix_fallocate64(fd, offset, length); }

static int synced(int (*real)(int), int fd) {
  const char *name = of(fd);
  int what = name ? meet(SYNCS) : NONE;
  if (what == FAIL_EIO || what == FAIL_ENOSPC || what == SHORT) {
    errno = what == FAIL_EIO ? EIO : ENOSPC;
    return -1;
  }
  int result = real(fd);
  if (!result && name) tell(OP_SYNC, name, NULL, 0, 0);
  after(what);
  return result;
}

int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = next("fsync");
  return synced(real, fd);
}

int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = next("fdatasync");
  return synced(real, fd);
}

static ssize_t got(int fd) {
  const char *name = of(fd);
  if (!name || meet(READS) != FAIL_EIO) return 0;
  errno = EIO;
  return -1;
}

ssize_t read(int fd, void *data, size_t length) {
  static ssize_t (*real)(int, void *, size_t);
  if (!real) real = next("read");
  return got(fd) ? -1 : real(fd, data, length);
}

ssize_t pread64(int fd, void *data, size_t length, off64_t at) {
  static ssize_t (*real)(int, void *, size_t, off64_t);
  if (!real) real = next("pread64");
  return got(fd) ? -1 : real(fd, data, length, at);
}
ssize_t pread(int fd, void *data, size_t length, off_t at) { return pread64(fd, data, length, at); }
