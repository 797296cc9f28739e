package dev.belay.model.check;

import dev.belay.model.config.ConfigFile;
import dev.belay.model.config.ConfigSet;
import dev.belay.model.design.Design;
import dev.belay.model.service.Mirror;
import dev.belay.model.station.Station;

/// What is replicated: where it is, and between whom.
final class MirrorChecks {

    private MirrorChecks() {}

    static void check(Design design, Findings findings) {
        for (Mirror mirror : design.mirrors()) {
            path(mirror.path(), Findings.label(mirror), Place.at(mirror.id(), "/path"), findings);
            long members = mirror.members().stream().distinct().count();
            if (members < 2) {
                findings.add(
                        ProblemCode.MIRROR_MEMBERS,
                        mirror,
                        Findings.label(mirror),
                        Long.toString(members));
            }
        }
        for (Station station : design.stations()) {
            Place place = Place.at(station.id(), "/mountPath");
            path(station.mountPath(), Findings.label(station), place, findings);
        }
        for (int i = 0; i < design.configSets().size(); i++) {
            ConfigSet set = design.configSets().get(i);
            for (int j = 0; j < set.files().size(); j++) {
                ConfigFile file = set.files().get(j);
                String at = "/configSets/" + i + "/files/" + j;
                path(file.path(), set.name(), new Place.AtCluster(at + "/path"), findings);
                if (!file.mode().matches("[0-7]{3,4}")) {
                    findings.add(
                            Problem.of(
                                    ProblemCode.BAD_FILE_MODE,
                                    new Place.AtCluster(at + "/mode"),
                                    set.name(),
                                    file.path(),
                                    file.mode()));
                }
            }
        }
    }

    private static void path(String path, String who, Place place, Findings findings) {
        if (!path.startsWith("/")) {
            findings.add(Problem.of(ProblemCode.PATH_NOT_ABSOLUTE, place, who, path));
        }
    }
}
