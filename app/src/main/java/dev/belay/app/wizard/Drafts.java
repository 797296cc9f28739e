package dev.belay.app.wizard;

import dev.belay.api.Json;
import dev.belay.reach.PrivateFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Wizards that were left, one file each, the newest first. Confined to the UI thread.
public final class Drafts {
    private static final JsonMapper MAPPER =
            Json.MAPPER.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Path folder;
    private final Executor files;
    private final Executor ui;
    private final ObservableList<Draft> all = FXCollections.observableArrayList();
    private final ObservableList<Draft> allReadOnly = FXCollections.unmodifiableObservableList(all);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");

    /// Reads what is there in the background.
    ///
    /// @param files one after the other, in their order
    public Drafts(Path folder, Executor files, Executor ui) {
        this.folder = folder;
        this.files = files;
        this.ui = ui;
        files.execute(this::load);
    }

    public ObservableList<Draft> all() {
        return allReadOnly;
    }

    /// Why drafts can't be read or written, one sentence; empty when they can.
    public ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Puts it in the place of its former state.
    void save(Draft draft) {
        all.removeIf(one -> one.id().equals(draft.id()));
        all.addFirst(draft);
        files.execute(() -> {
            try {
                PrivateFile.write(file(draft), MAPPER.writeValueAsBytes(draft));
                ui.execute(() -> problem.set(""));
            } catch (IOException | JacksonException e) {
                ui.execute(() -> problem.set("'" + file(draft) + "': " + e.getMessage()));
            }
        });
    }

    /// Throws it away.
    public void remove(Draft draft) {
        all.removeIf(one -> one.id().equals(draft.id()));
        files.execute(() -> {
            try {
                Files.deleteIfExists(file(draft));
            } catch (IOException e) {
                ui.execute(() -> problem.set("'" + file(draft) + "': " + e.getMessage()));
            }
        });
    }

    private Path file(Draft draft) {
        return folder.resolve(draft.id().replaceAll("[^A-Za-z0-9-]", "") + ".json");
    }

    private void load() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Draft> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : entries) {
                try {
                    Draft draft = MAPPER.readValue(Files.readString(file), Draft.class);
                    if (draft != null && draft.version() == Draft.VERSION) {
                        found.add(draft);
                    }
                } catch (IOException | JacksonException e) {
                    ui.execute(() -> problem.set("'" + file + "': " + e.getMessage()));
                }
            }
        } catch (IOException e) {
            ui.execute(() -> problem.set("'" + folder + "': " + e.getMessage()));
        }
        found.sort(Comparator.comparing(Draft::savedAt).reversed());
        ui.execute(() -> all.addAll(found));
    }
}
