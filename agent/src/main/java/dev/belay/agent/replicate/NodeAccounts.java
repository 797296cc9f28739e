package dev.belay.agent.replicate;

import dev.belay.agent.host.Posix;
import dev.belay.api.ApiError;
import dev.belay.model.content.ContentException;
import dev.belay.model.content.Entry;
import dev.belay.model.content.Entry.FileEntry;
import dev.belay.model.content.Entry.FolderEntry;
import dev.belay.model.content.Entry.LinkEntry;
import dev.belay.model.content.Manifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/// The numbers that this node has for the users and groups of a manifest.
final class NodeAccounts {

    private final Map<String, Integer> users = new HashMap<>();
    private final Map<String, Integer> groups = new HashMap<>();

    private NodeAccounts() {}

    /// @throws ContentException naming all that this node does not know
    static NodeAccounts of(Manifest manifest) throws ContentException {
        var userNames = new TreeSet<String>();
        var groupNames = new TreeSet<String>();
        for (Entry entry : manifest.entries()) {
            switch (entry) {
                case FileEntry file -> {
                    userNames.add(file.owner());
                    groupNames.add(file.group());
                }
                case FolderEntry folder -> {
                    userNames.add(folder.owner());
                    groupNames.add(folder.group());
                }
                case LinkEntry _ -> {}
            }
        }
        var accounts = new NodeAccounts();
        List<ApiError> errors = new ArrayList<>();
        for (String name : userNames) {
            OptionalInt id = Posix.userId(name);
            id.ifPresentOrElse(
                    number -> accounts.users.put(name, number),
                    () ->
                            errors.add(
                                    missing("user-missing", "the user", name, "useradd --system")));
        }
        for (String name : groupNames) {
            OptionalInt id = Posix.groupId(name);
            id.ifPresentOrElse(
                    number -> accounts.groups.put(name, number),
                    () ->
                            errors.add(
                                    missing(
                                            "group-missing",
                                            "the group",
                                            name,
                                            "groupadd --system")));
        }
        if (!errors.isEmpty()) {
            throw new ContentException(errors);
        }
        return accounts;
    }

    int user(String name) {
        return users.getOrDefault(name, 0);
    }

    int group(String name) {
        return groups.getOrDefault(name, 0);
    }

    private static ApiError missing(String code, String what, String name, String command) {
        return new ApiError(
                code,
                what + " '" + name + "' that files of the set belong to",
                "none of that name on this node",
                "install the service here, or run '"
                        + command
                        + " "
                        + name
                        + "', then publish again");
    }
}
