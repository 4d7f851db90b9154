package exchequer.cli;

import picocli.CommandLine.Command;

/** Groups what can be done with accounts. */
@Command(
    name = "account",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = "Create, read and change accounts.",
    subcommands = {
      AccountCreateCommand.class,
      AccountGetCommand.class,
      AccountUpdateCommand.class,
      AccountStateCommand.Freeze.class,
      AccountStateCommand.Unfreeze.class,
      AccountStateCommand.Close.class
    })
final class AccountCommand {}
