package dev.belay.model.file;

import dev.belay.model.design.Design;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The designs in the folder `examples` of the repository.
public final class Examples {

    public static final List<String> NAMES =
            List.of(
                    "gateway-cluster",
                    "ec2-route-table",
                    "dns-name-proxy",
                    "stations",
                    "remote-nodes");

    private Examples() {}

    public static String text(String name) {
        try {
            return Files.readString(Path.of("..", "examples", name + ".belay"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Design design(String name) {
        return switch (DesignFormat.read(text(name))) {
            case Reading.Read(Design design, int _) -> design;
            case Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }
}
