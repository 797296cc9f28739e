package dev.belay.app.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The admin's site: one nginx configuration whose port answers with a word, so that no file but
/// the configuration has to be readable.
record Site(Path folder) {
    static final int PORT = 8098;
    static final String TARGET = "/etc/belay-site";

    static Site in(Path parent) throws IOException {
        return new Site(Files.createDirectories(parent.resolve("site")));
    }

    void write(String word) throws IOException {
        Files.writeString(folder.resolve("nginx.conf"), config(word));
    }

    void breakIt() throws IOException {
        Files.writeString(folder.resolve("nginx.conf"), "events {} http { frobnicate; }");
    }

    static String config(String word) {
        return """
        user root;
        worker_processes 1;
        pid /run/belay-site.pid;
        error_log /run/belay-site.log;
        events {}
        http {
            access_log off;
            server {
                listen %d;
                location / { return 200 "%s"; }
            }
        }
        """
                .formatted(PORT, word);
    }
}
