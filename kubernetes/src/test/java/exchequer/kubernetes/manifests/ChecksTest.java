package exchequer.kubernetes.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each check finds what it is for: one line of a good set of objects is made wrong. */
class ChecksTest {
  private static final List<Check> CHECKS =
      Checks.all(Map.of("exchequer", "1.2.3"), Set.of("EXCHEQUER_GRPC_PORT"));

  @Test
  void a_good_set_has_no_problems() {
    assertThat(problems(good())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          selector: {app: exchequer} #service   | selector: {app: exchekker}               | exchekker
          matchLabels: {app: exchequer} #own    | matchLabels: {app: other}                | does not select its own pods
          matchLabels: {app: exchequer} #spread | matchLabels: {app: other}                | spreads other pods
          matchLabels: {app: exchequer} #budget | matchLabels: {app: other}                | PodDisruptionBudget
          targetPort: grpc                      | targetPort: http                         | on which Deployment exchequer does not listen
          targetPort: grpc                      | targetPort: 8081                         | Service exchequer leads to port 8081
          port: management #ready               | port: http                               | is probed at port http
          livenessProbe: {httpGet: {path: /alive, port: management}} | terminationMessagePath: /tmp/log | should have a startup, a readiness and a liveness probe
          name: grpc #backend                   | name: http                               | Ingress leads to port http
          name: exchequer #backend              | name: exchekker                          | Ingress leads to port grpc of Service exchekker
          policyTypes: [Ingress, Egress] #deny  | policyTypes: [Ingress]                   | no NetworkPolicy denies everything
          port: grpc #policy                    | port: 9999                               | opens port 9999, which is closed
          port: 8558 #out                       | port: 8080                               | which does not let it in
          podSelector: {matchLabels: {app: exchequer}} #peer | podSelector: {matchLabels: {app: gone}} | sends to pods that nothing makes
          serviceAccountName: exchequer         | serviceAccountName: other                | names ServiceAccount other
          name: settings #map                   | name: other                              | names ConfigMap settings
          subPath: notes                        | subPath: gone                            | mounts key gone
          name: tmp, mountPath: /tmp            | name: gone, mountPath: /tmp              | mounts volume gone
          optional: true                        | optional: false                          | needs a Secret
          name: exchequer #role                 | name: other                              | names Role exchequer
          name: exchequer #subject              | name: other                              | needs no rights, but is bound
          name: exchequer #scaled               | name: other                              | HorizontalPodAutoscaler scales other
          namespace: exchequer #settings        | namespace: other                         | several namespaces
          verbs: [list]                         | verbs: [list, delete]                    | granted is
          verbs: [list]                         | verbs: [get]                             | granted is
          resources: [pods]                     | resources: [pods, secrets]               | granted is
          automountServiceAccountToken: true    | automountServiceAccountToken: false      | automountServiceAccountToken: true
          image: exchequer:1.2.3                | image: exchequer:latest                  | is not pinned
          image: exchequer:1.2.3                | image: exchequer                         | is not pinned
          image: exchequer:1.2.3                | image: exchequer:1.2                     | is not pinned
          image: exchequer:1.2.3                | image: exchequer:1.2.4                   | should have the tag 1.2.3
          imagePullPolicy: IfNotPresent         | imagePullPolicy: Always                  | imagePullPolicy
          runAsNonRoot: true                    | runAsNonRoot: false                      | say runAsNonRoot: true
          runAsUser: 1000                       | runAsUser: 0                             | numeric runAsUser
          type: RuntimeDefault                  | type: Unconfined                         | seccomp
          hostNetwork: false                    | hostNetwork: true                        | namespace with its host
          emptyDir: {}                          | hostPath: {path: /tmp}                   | only volumes of kind
          allowPrivilegeEscalation: false       | allowPrivilegeEscalation: true           | allowPrivilegeEscalation
          drop: [ALL]                           | drop: [KILL]                             | drop ALL
          drop: [ALL]                           | drop: [ALL], add: [NET_ADMIN]            | add none
          privileged: false                     | privileged: true                         | not be privileged
          readOnlyRootFilesystem: true          | readOnlyRootFilesystem: false            | readOnlyRootFilesystem
          containerPort: 8080                   | containerPort: 8080, hostPort: 8080      | no port of its host
          limits: {memory: 1Gi}                 | limits: {}                               | limit its memory
          EXCHEQUER_GRPC_PORT: "8080"           | EXCHEQUER_GRPC_PROT: "8080"              | reads no setting EXCHEQUER_GRPC_PROT
          requests.memory: 6Gi                  | requests.memory: 5Gi                     | the quota's requests.memory
          """)
  void a_wrong_line_is_found(String good, String bad, String why) {
    assertThat(good()).as("the fixture has the line").contains(good);

    assertThat(problems(good().replace(good, bad))).anyMatch(problem -> problem.contains(why));
  }

  private static List<String> problems(String yaml) {
    return Checks.problems(CHECKS, new Inventory(new StrictReader().read("fixture", yaml)));
  }

  private static String good() {
    try (var stream = ChecksTest.class.getResourceAsStream("/manifests/good.yaml")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
