package dev.belay.agent.consensus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/// Brings files and folders to the disk, so that they are there after a loss of power.
final class Durable {

    private Durable() {}

    /// A folder's own entries; a rename inside it is not durable before this.
    static void folder(Path dir) throws IOException {
        try (var channel = FileChannel.open(dir, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Everything below a folder, and the folder.
    static void tree(Path dir) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(dir)) {
            all = walk.toList();
        }
        for (Path path : all) {
            folder(path);
        }
    }
}
