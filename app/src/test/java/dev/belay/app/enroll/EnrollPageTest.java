package dev.belay.app.enroll;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EnrollPageTest {

    @Test
    void only_what_opens_the_door_is_covered() {
        assertThat(EnrollPage.covered("gw-1.example.com:6f1d-7b"))
                .isEqualTo("gw-1.example.com:\u2022\u2022\u2022\u2022-\u2022\u2022");
        assertThat(EnrollPage.covered("[2001:db8::7]:7401:6f1d"))
                .isEqualTo("[2001:db8::7]:7401:\u2022\u2022\u2022\u2022");
        assertThat(EnrollPage.covered("6f1d")).isEqualTo("\u2022\u2022\u2022\u2022");
    }
}
