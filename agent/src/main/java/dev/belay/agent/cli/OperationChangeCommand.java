package dev.belay.agent.cli;

import dev.belay.api.OperationView;
import dev.belay.api.OperationView.State;
import dev.belay.reach.AgentException;
import dev.belay.reach.ApiClient;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// Has an operation go on, end, be taken back or stay, and looks on.
final class OperationChangeCommand implements Command {

    private interface Order {
        OperationView give(ApiClient client, long number) throws AgentException;
    }

    private final Order order;

    /// Key of the question that is asked first; empty: none is.
    private final String question;

    /// How it may end for the command to have done what it was to do.
    private final Set<State> good;

    /// Whether anything goes on that could be looked on at.
    private final boolean goesOn;

    private OperationChangeCommand(Order order, String question, Set<State> good, boolean goesOn) {
        this.order = order;
        this.question = question;
        this.good = good;
        this.goesOn = goesOn;
    }

    static Command cancel() {
        return new OperationChangeCommand(
                ApiClient::cancelOperation,
                "",
                EnumSet.of(State.CANCELLED, State.DONE, State.WAITING),
                true);
    }

    static Command resume() {
        return new OperationChangeCommand(
                ApiClient::resumeOperation, "", EnumSet.of(State.DONE, State.WAITING), true);
    }

    static Command undo() {
        return new OperationChangeCommand(
                ApiClient::undoOperation, "operation.ask-undo", EnumSet.of(State.UNDONE), true);
    }

    static Command confirm() {
        return new OperationChangeCommand(
                ApiClient::confirmOperation,
                "",
                EnumSet.of(State.DONE, State.STOPPED, State.CANCELLED),
                false);
    }

    @Override
    public void describe(CommandSpec spec, Terminal terminal) {
        Given.parameter(spec, terminal, 0, "ID", "operation");
        if (goesOn) {
            Given.flag(spec, terminal, "--no-wait");
        }
        if (!question.isEmpty()) {
            Question.describe(spec, terminal);
        }
        AgentAccess.describe(spec, terminal);
    }

    @Override
    public ExitCode run(ParseResult given, Terminal terminal) throws Refusal, InterruptedException {
        long number = OperationShowCommand.number(Given.parameter(given, 0), terminal);
        List<ApiClient> ways = AgentAccess.clients(given, terminal);
        if (!question.isEmpty()) {
            Question.confirm(given, terminal, terminal.text(question, Long.toString(number)));
        }
        OperationView known =
                AgentAccess.ask(
                        new ApiClient(ways.getFirst().path(), ApiClient.MEMBERSHIP),
                        terminal,
                        client -> order.give(client, number));
        // One that stopped on its way back goes on that way.
        Set<State> wanted = known.state() == State.UNDOING ? EnumSet.of(State.UNDONE) : good;
        boolean isJson = Given.isSet(given, "--json");
        boolean waits = goesOn && !Given.isSet(given, "--no-wait");
        if (waits) {
            known = new OperationFollow(ways, known.position(), isJson, terminal).await(known);
        }
        if (isJson) {
            terminal.json(known);
        } else {
            OperationText.end(known, terminal).forEach(terminal.out()::println);
        }
        boolean isGood = (goesOn && !waits) || wanted.contains(known.state());
        return isGood ? ExitCode.DONE : ExitCode.FAILED;
    }
}
