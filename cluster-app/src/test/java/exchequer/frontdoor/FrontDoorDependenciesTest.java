package exchequer.frontdoor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "exchequer.frontdoor",
    importOptions = ImportOption.DoNotIncludeTests.class)
class FrontDoorDependenciesTest {
  @ArchTest
  static final ArchRule THE_FRONT_DOOR_KNOWS_A_LEDGER_AND_NOT_HOW_IT_IS_SPREAD =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "exchequer.book..", "exchequer.node..", "akka.cluster..", "akka.persistence..");
}
