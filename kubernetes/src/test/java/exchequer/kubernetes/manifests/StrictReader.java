package exchequer.kubernetes.manifests;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Reads objects as a strict API server would: a field that Kubernetes does not know is a failure,
 * and so are a key given twice and a number where a text belongs.
 */
final class StrictReader {
  /** Kustomize's own mark in a patch, which is no field of the object. */
  private static final String PATCH_MARK = "$patch";

  private final KubernetesSerialization kinds = new KubernetesSerialization();
  private final ObjectMapper json = new ObjectMapper();
  private final ObjectMapper strict = strictMapper();

  /** Every object of a file; what is no object, as a list of JSON patches, is left out. */
  List<HasMetadata> read(String source, String yaml) {
    List<HasMetadata> objects = new ArrayList<>();
    for (Object document : documents(source, yaml)) {
      JsonNode tree = json.valueToTree(document);
      if (tree instanceof ObjectNode object) {
        object.remove(PATCH_MARK);
        objects.add(object(source, object));
      }
    }
    return objects;
  }

  private static Iterable<Object> documents(String source, String yaml) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(source).setAllowDuplicateKeys(false).build();
    List<Object> documents = new ArrayList<>();
    new Load(settings).loadAllFromString(yaml).forEach(documents::add);
    return documents;
  }

  private HasMetadata object(String source, ObjectNode object) {
    String apiVersion = object.path("apiVersion").asText();
    String kind = object.path("kind").asText();
    Class<? extends KubernetesResource> type =
        kinds.getRegisteredKubernetesResource(apiVersion, kind);
    if (type == null) {
      throw new IllegalArgumentException(
          source + ": Kubernetes has no kind " + kind + " in " + apiVersion);
    }
    try {
      return (HasMetadata) strict.treeToValue(object, type);
    } catch (JsonProcessingException wrong) {
      throw new IllegalArgumentException(
          source + ": " + kind + ": " + wrong.getOriginalMessage(), wrong);
    }
  }

  private static ObjectMapper strictMapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new NoPlaceForTheUnknown())
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** The model's classes keep what they don't know in a map. Without it, it is an error. */
  private static final class NoPlaceForTheUnknown extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
