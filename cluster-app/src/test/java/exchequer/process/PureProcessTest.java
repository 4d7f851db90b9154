package exchequer.process;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "exchequer.process",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PureProcessTest {
  @ArchTest
  static final ArchRule A_PROCESS_KNOWS_NO_ACTOR_AND_NO_DRIVER =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "exchequer.process",
              "exchequer.ledger",
              "exchequer.encoding",
              "exchequer.settings",
              "com.typesafe.config",
              "org.slf4j");

  @ArchTest
  static final ArchRule A_PROCESS_ASKS_NOBODY_FOR_THE_TIME_BUT_ITS_NODE =
      noClasses()
          .should()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.util.concurrent.locks")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);
}
