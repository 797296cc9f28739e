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
                Place place = new Place.AtCluster("/configSets/" + i + "/files/" + j + "/path");
                path(file.path(), set.name(), place, findings);
            }
        }
    }

    private static void path(String path, String who, Place place, Findings findings) {
        if (!path.startsWith("/")) {
            findings.add(Problem.of(ProblemCode.PATH_NOT_ABSOLUTE, place, who, path));
        }
    }
}
