package dev.belay.model.config;

import dev.belay.model.value.Otherwise;
import java.util.List;

/// A named set of files that all workers get from the admin.
///
/// @param name unique in the design
/// @param files what is in it
/// @param validate command that says whether the files are good, such as `nginx -t`
/// @param reload command that puts them in force
public record ConfigSet(
        String name,
        List<ConfigFile> files,
        @Otherwise("") String validate,
        @Otherwise("") String reload) {

    public ConfigSet {
        files = List.copyOf(files);
    }

    /// One with all that is optional left as it is by default.
    public static ConfigSet of(String name) {
        return new ConfigSet(name, List.of(), "", "");
    }

    public ConfigSet withName(String name) {
        return new ConfigSet(name, files, validate, reload);
    }

    public ConfigSet withFiles(List<ConfigFile> files) {
        return new ConfigSet(name, files, validate, reload);
    }

    public ConfigSet withValidate(String validate) {
        return new ConfigSet(name, files, validate, reload);
    }

    public ConfigSet withReload(String reload) {
        return new ConfigSet(name, files, validate, reload);
    }
}
