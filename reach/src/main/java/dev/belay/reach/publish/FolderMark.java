package dev.belay.reach.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What two programs on one machine say of a folder, so that each knows that the other sees the
/// same one.
public final class FolderMark {

    private FolderMark() {}

    /// Device, inode and time of change; empty where there is no such folder, or no such thing.
    public static String of(Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return "";
        }
        try {
            Map<String, Object> unix = Files.readAttributes(folder, "unix:dev,ino,ctime");
            return unix.get("dev") + ":" + unix.get("ino") + ":" + unix.get("ctime");
        } catch (IOException | SecurityException e) {
            // It is sent, which is slower.
            return "";
        }
    }
}
