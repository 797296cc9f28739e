/* A disk that keeps nothing for certain: while the file that FSYNC_FAILS_WHILE names is there, fsync and fdatasync fail. For LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int fails(void) {
    const char *file = getenv("FSYNC_FAILS_WHILE");
    return file != NULL && access(file, F_OK) == 0;
}

static int pass_on(const char *name, int descriptor) {
    if (fails()) {
        errno = EIO;
        return -1;
    }
    int (*next)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    return next(descriptor);
}

int fsync(int descriptor) { return pass_on("fsync", descriptor); }

int fdatasync(int descriptor) { return pass_on("fdatasync", descriptor); }
