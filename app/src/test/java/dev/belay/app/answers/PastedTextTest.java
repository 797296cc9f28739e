package dev.belay.app.answers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.model.preflight.DescribeReader.Document;
import org.junit.jupiter.api.Test;

class PastedTextTest {

    @Test
    void an_answer_alone_is_one_document() {
        assertThat(PastedText.documents("pasted 1", "{\"Vpcs\": []}"))
                .containsExactly(new Document("pasted 1", "{\"Vpcs\": []}"));
    }

    @Test
    void commands_between_answers_part_them_and_say_whose_they_are() {
        String text =
                """
                $ aws ec2 describe-vpcs --output json
                {"Vpcs": []}
                me@host:~$ aws ec2 get-transit-gateway-route-table-associations \
                --transit-gateway-route-table-id tgw-rtb-05aa11bb --output json
                {"Associations": []}
                """;

        assertThat(PastedText.documents("pasted 1", text))
                .extracting(Document::name)
                .containsExactly("pasted 1", "pasted 1.2 tgw-rtb-05aa11bb");
    }

    @Test
    void a_tag_that_reads_like_a_command_parts_nothing() {
        String text = "{\"Vpcs\": [{\"Tags\": [\n\"aws ec2 describe-vpcs of mine\"]}]}";

        assertThat(PastedText.documents("pasted 1", text)).hasSize(1);
    }

    @Test
    void a_command_without_an_answer_is_kept_to_be_told_about() {
        assertThat(PastedText.documents("pasted 1", "aws ec2 describe-vpcs"))
                .containsExactly(new Document("pasted 1", "aws ec2 describe-vpcs"));
    }
}
