package dev.belay.app.route;

import dev.belay.app.design.CloudAnswers;
import dev.belay.model.design.Design;
import dev.belay.model.network.VirtualIp;
import dev.belay.model.preflight.CloudPicture;
import dev.belay.model.preflight.Drawn;
import dev.belay.model.preflight.Preflight;
import dev.belay.model.preflight.Questions;
import dev.belay.model.preflight.Wanted;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What AWS is like against what the form wants of it. For any thread; the same question is
/// answered once.
final class RouteJudge {
    private final RouteForm form;
    private final CloudAnswers answers;
    private @Nullable Judged last;

    /// What was found.
    ///
    /// @param draft what is drawn, with what the form says
    /// @param gaps what that does not say
    /// @param preflight empty where it does not say enough
    record Judged(
            Design source,
            RouteWish wish,
            CloudPicture picture,
            Design draft,
            List<Drawn.Gap> gaps,
            Optional<Preflight> preflight) {
        Judged {
            gaps = List.copyOf(gaps);
        }
    }

    RouteJudge(RouteForm form, CloudAnswers answers) {
        this.form = form;
        this.answers = answers;
    }

    /// Only while nothing is wrong with the form.
    @SuppressWarnings("ReferenceEquality") // both are taken anew whenever they change
    synchronized Judged judged() {
        Design source = form.source();
        RouteWish wish = form.wish();
        CloudPicture picture = answers.now().picture();
        Judged known = last;
        if (known != null
                && known.source() == source
                && known.wish().equals(wish)
                && known.picture() == picture) {
            return known;
        }
        Design draft = RouteDraft.on(source, wish, picture);
        Drawn drawn = Drawn.of(draft, draft.find(wish.vip(), VirtualIp.class).orElseThrow());
        Judged now =
                new Judged(
                        source,
                        wish,
                        picture,
                        draft,
                        drawn.gaps(),
                        drawn.wanted()
                                .map(one -> one.withOnPremises(wish.sites()))
                                .map(one -> Preflight.of(one, picture)));
        last = now;
        return now;
    }

    /// What to ask AWS; the usual questions while nothing is known.
    List<Questions> questions() {
        Optional<Wanted> wanted =
                form.isWhole() ? judged().preflight().map(Preflight::wanted) : Optional.empty();
        CloudPicture picture = answers.now().picture();
        return wanted.map(one -> Questions.of(one, picture))
                .orElseGet(() -> Questions.all(Optional.empty(), picture));
    }
}
