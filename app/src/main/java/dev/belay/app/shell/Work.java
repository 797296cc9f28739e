package dev.belay.app.shell;

import dev.belay.app.audit.AuditPort;
import dev.belay.app.config.ConfigPort;
import dev.belay.app.drill.DrillPort;
import dev.belay.app.enroll.NodeBook;
import dev.belay.app.fencing.FencesPort;
import dev.belay.app.fencing.FencingPort;
import dev.belay.app.plan.PlanPort;
import dev.belay.app.protect.ProtectPort;
import dev.belay.app.services.ServicesPort;
import dev.belay.app.wizard.Drafts;
import dev.belay.app.wizard.WizardModel;
import java.util.function.Supplier;

/// What wizards, config, audit log and services work on.
///
/// @param threads threads and clocks
/// @param drafts wizards that were left; read when first wanted
/// @param book nodes that wizards work on; read when first wanted
/// @param config the config sets of the cluster that is looked at
/// @param publisher sends folders to it
/// @param audit its audit log
/// @param services what it runs
/// @param drills its failovers, made on purpose or not
/// @param protection what it runs, and the design in force
/// @param fencing the design in force and its fence devices
/// @param fences what stops nodes for certain, and when they were stopped
/// @param plans the design in force, and what puts another one there
record Work(
        WizardModel.Ports threads,
        Supplier<Drafts> drafts,
        Supplier<NodeBook> book,
        ConfigPort config,
        ConfigPort.Publisher publisher,
        AuditPort audit,
        ServicesPort services,
        DrillPort drills,
        ProtectPort protection,
        FencingPort fencing,
        FencesPort fences,
        PlanPort plans) {}
