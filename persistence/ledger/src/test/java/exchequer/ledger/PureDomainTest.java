package exchequer.ledger;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "exchequer.ledger", importOptions = ImportOption.DoNotIncludeTests.class)
class PureDomainTest {
  @ArchTest
  static final ArchRule THE_RULES_DEPEND_ON_JAVA_ONLY =
      classes().should().onlyDependOnClassesThat().resideInAnyPackage("java..", "exchequer.ledger");
}
