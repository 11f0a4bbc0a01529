// What is kept on the device: answers by person and task, photos by the id the device gives them.

const books = new Promise((resolve, reject) => {
  const asked = indexedDB.open("lajur-lapangan", 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("drafts", { keyPath: "key" });
    asked.result.createObjectStore("photos", { keyPath: "id" }).createIndex("key", "key");
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function within(name, mode, act) {
  const transaction = (await books).transaction(name, mode);
  const asked = act(transaction.objectStore(name));
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

export const save = (name, what) => within(name, "readwrite", (store) => store.put(what));
export const drop = (name, id) => within(name, "readwrite", (store) => store.delete(id));
export const read = (name, id) => within(name, "readonly", (store) => store.get(id));
export const photosOf = (key) => within("photos", "readonly", (store) => store.index("key").getAll(key));
