package dev.belay.app.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class UiTest {
    @Test
    void a_window_that_is_gone_is_forgotten() {
        WeakReference<Ui> gone =
                WaitForAsyncUtils.waitForAsyncFx(
                        10_000,
                        () -> new WeakReference<>(new Ui(Language.ENGLISH, Look.DARK, 100)));
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (gone.get() != null && System.nanoTime() < deadline) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(Objects.isNull(gone.get())).isTrue();
    }
}
