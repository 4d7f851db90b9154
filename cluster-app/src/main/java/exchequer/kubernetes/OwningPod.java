package exchequer.kubernetes;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** A pod with which Kubernetes deletes what belongs to it. */
record OwningPod(String name, String uid) {

  /** For the metadata of a resource, under {@code ownerReferences}. */
  JsonArray references() {
    JsonObject reference = new JsonObject();
    reference.addProperty("apiVersion", "v1");
    reference.addProperty("kind", "Pod");
    reference.addProperty("name", name);
    reference.addProperty("uid", uid);
    JsonArray references = new JsonArray();
    references.add(reference);
    return references;
  }
}
