package dev.belay.app.project;

import java.nio.file.Path;

/// That a design's file could not be read or written; what was there before is still there.
public final class DesignFileException extends Exception {

    /// Why. The texts are `file.…` in this package's bundle.
    public enum Reason {
        /// There is no such file, or no such folder.
        NOT_THERE("file.not-there"),
        /// It is a folder or something else that is no file.
        NO_FILE("file.no-file"),
        /// The operating system does not let us.
        NOT_ALLOWED("file.not-allowed"),
        /// The disk is full.
        DISK_FULL("file.disk-full"),
        /// Somebody else has changed the file since it was opened.
        CHANGED_MEANWHILE("file.changed-meanwhile"),
        /// Anything else; what the operating system said is in the detail.
        FAILED("file.failed");

        private final String key;

        Reason(String key) {
            this.key = key;
        }

        /// Key of the sentence; `{0}` is the file, `{1}` what the operating system said.
        public String key() {
            return key;
        }

        /// Key of what to do.
        public String adviceKey() {
            return key + ".advice";
        }
    }

    private final transient Reason reason;
    private final transient Path file;
    private final String detail;

    DesignFileException(Reason reason, Path file, String detail, Throwable cause) {
        super(reason + " '" + file + "': " + detail, cause);
        this.reason = reason;
        this.file = file;
        this.detail = detail;
    }

    DesignFileException(Reason reason, Path file) {
        super(reason + " '" + file + "'");
        this.reason = reason;
        this.file = file;
        this.detail = "";
    }

    public Reason reason() {
        return reason;
    }

    public Path file() {
        return file;
    }

    /// What the operating system said; may be empty.
    public String detail() {
        return detail;
    }
}
