package exchequer.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass.Predicates;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "exchequer", importOptions = ImportOption.DoNotIncludeTests.class)
class ClientOnlyInCommandsTest {
  @ArchTest
  static final ArchRule A_SERVER_KNOWS_NO_CLIENT =
      noClasses()
          .that()
          .resideOutsideOfPackages("exchequer.cli", "exchequer.client")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("exchequer.client");

  @ArchTest
  static final ArchRule A_CLIENT_KNOWS_THE_CONTRACT_ONLY =
      noClasses()
          .that()
          .resideInAPackage("exchequer.client")
          .should()
          .dependOnClassesThat(
              Predicates.resideInAPackage("exchequer..")
                  .and(Predicates.resideOutsideOfPackages("exchequer.client", "exchequer.v1")));
}
