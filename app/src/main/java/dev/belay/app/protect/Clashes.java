package dev.belay.app.protect;

import dev.belay.api.ApiError;
import dev.belay.app.design.InForce;
import dev.belay.app.ui.Texts;
import dev.belay.model.check.Problem;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.thing.Thing;
import java.util.Optional;

/// What keeps the service out of the design in force.
final class Clashes {
    private final Texts texts;
    private final ProtectForm form;

    Clashes(Texts texts, ProtectForm form) {
        this.texts = texts;
        this.form = form;
    }

    /// Whether it is there already, as it is to be: a wizard that was left goes on then.
    boolean isThere(Design design) {
        return design.find(form.serviceId()).equals(Optional.of(form.service()))
                && design.find(form.virtualIpId()).equals(Optional.of(form.virtualIp()));
    }

    /// Something else that has its name.
    Optional<ApiError> name(Design design) {
        if (isThere(design)) {
            return Optional.empty();
        }
        Optional<Thing> taken =
                design.find(form.serviceId()).or(() -> design.find(form.virtualIpId()));
        return taken.map(one ->
                new ApiError(
                        "name-taken",
                        texts.get("protect.names.wanted", form.serviceId()),
                        texts.get("protect.names.found", one.id()),
                        texts.get("protect.names.advice")));
    }

    /// Another virtual IP with its address.
    Optional<ApiError> address(Design design) {
        VirtualIp mine = form.virtualIp();
        return design.virtualIps().stream()
                .filter(one -> one.address().equals(mine.address()) && !one.equals(mine))
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
    Optional<ApiError> any(InForce now) {
        return name(now.design()).or(() -> address(now.design())).or(() -> error(now));
    }

    Design changed(Design design) {
        return design.with(form.virtualIp()).with(form.service());
    }

    static String text(VirtualIp one) {
        return one.address().map(Object::toString).orElse("") + "/" + one.prefix();
    }
}
