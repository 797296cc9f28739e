package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.design.InForce;
import dev.belay.app.ui.Texts;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.thing.Thing;
import dev.belay.reach.AgentException;
import java.util.Optional;

/// What keeps the service out of the design in force.
final class Clashes {
    private final Texts texts;
    private final ProtectForm form;

    Clashes(Texts texts, ProtectForm form) {
        this.texts = texts;
        this.form = form;
    }

    /// Something else that has its name; what this wizard has put there is none.
    Optional<ApiError> name(Design design) {
        form.judge(design);
        Optional<Thing> taken =
                other(design, form.service()).or(() -> other(design, form.virtualIp()));
        return taken.map(one ->
                new ApiError(
                        "name-taken",
                        texts.get("protect.names.wanted", form.serviceId()),
                        texts.get("protect.names.found", one.id()),
                        texts.get("protect.names.advice")));
    }

    private static Optional<Thing> other(Design design, Thing mine) {
        return design.find(mine.id()).filter(there -> !there.withFrame(mine.frame()).equals(mine));
    }

    /// That it was taken from a drawing which is not open now: what the form does not show is not
    /// known.
    Optional<ApiError> away(Design design) {
        form.judge(design);
        return form.meant().isPresent()
                ? Optional.empty()
                : Optional.of(
                        new ApiError(
                                "drawn-service-away",
                                texts.get("protect.away.wanted", form.serviceId()),
                                texts.get("protect.away.found"),
                                texts.get("protect.away.advice")));
    }

    /// Another virtual IP with its address.
    Optional<ApiError> address(Design design) {
        form.judge(design);
        VirtualIp mine = form.virtualIp();
        return design.virtualIps().stream()
                .filter(one -> one.address().equals(mine.address()) && !one.id().equals(mine.id()))
                .findFirst()
                .map(one ->
                        new ApiError(
                                "address-taken",
                                texts.get("protect.address.wanted"),
                                texts.get("protect.address.found", text(mine), one.id()),
                                texts.get("protect.address.advice")));
    }

    /// An error that the design would have with it, and has not without it.
    Optional<ApiError> error(InForce now) {
        form.judge(now.design());
        return now.errors(changed(now.design())).stream().findFirst().map(this::told);
    }

    private ApiError told(Problem problem) {
        return new ApiError(
                problem.code().code(),
                texts.get("protect.design.wanted"),
                problem.sentence(texts.language().locale()),
                problem.advice(texts.language().locale()));
    }

    /// The first of all.
    private Optional<ApiError> any(InForce now) {
        return name(now.design()).or(() -> address(now.design())).or(() -> error(now));
    }

    /// With both; what is there already stays where it is drawn.
    Design changed(Design design) {
        Design with =
                other(design, form.virtualIp()).isEmpty() && isThere(design, form.virtualIp())
                        ? design
                        : design.with(form.virtualIp());
        return other(with, form.service()).isEmpty() && isThere(with, form.service())
                ? with
                : with.with(form.service());
    }

    private static boolean isThere(Design design, Thing mine) {
        return design.find(mine.id()).isPresent();
    }

    /// The whole design with it.
    ///
    /// @throws AgentException when something keeps it out
    Design wanted(InForce now) throws AgentException {
        Optional<ApiError> clash = any(now);
        if (clash.isPresent()) {
            throw AgentException.refused(clash.get());
        }
        return changed(now.design());
    }

    static String text(VirtualIp one) {
        return one.address().map(Object::toString).orElse("") + "/" + one.prefix();
    }
}
