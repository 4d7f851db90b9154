package exchequer.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with transfers. */
@Command(
    name = "transfer",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Move money, and see what became of it.",
    subcommands = {TransferCreateCommand.class, TransferGetCommand.class})
final class TransferCommand {}
