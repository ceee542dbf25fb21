import { builtins, interfaces, isSupported, members, type FeatureTree } from "./browser-data.ts";
import { child, nameOf, type Node, type Rule } from "./rule.ts";

/** Interfaces of the objects that browsers keep in global variables. */
const objects: Record<string, string> = {
  caches: "CacheStorage",
  crypto: "Crypto",
  document: "Document",
  globalThis: "Window",
  history: "History",
  indexedDB: "IDBFactory",
  localStorage: "Storage",
  location: "Location",
  navigator: "Navigator",
  performance: "Performance",
  screen: "Screen",
  self: "ServiceWorkerGlobalScope",
  sessionStorage: "Storage",
  window: "Window",
};

function lookUp(tree: FeatureTree, name: string): FeatureTree | undefined {
  return Object.hasOwn(tree, name) ? tree[name] : undefined;
}

function unsupportedGlobal(name: string): boolean {
  const window = lookUp(interfaces, "Window");
  const features = [
    lookUp(interfaces, name),
    lookUp(builtins, name),
    window && lookUp(window, name),
    lookUp(lookUp(interfaces, "_globals") ?? {}, name),
  ].filter((feature) => feature?.__compat);
  return features.length > 0 && !features.some(isSupported);
}

/** The interfaces whose methods are called on values of unknown type; rarer ones share names with our own functions. */
const everyday = new Set(
  "Blob Document Element Event EventTarget HTMLDialogElement HTMLElement HTMLInputElement IDBObjectStore Node Range Request Response ServiceWorkerRegistration ShadowRoot SubtleCrypto".split(
    " ",
  ),
);

/** Methods that the oldest browser lacks, under a name that nothing older uses. */
function newerMethods(): Set<string> {
  const older = new Set<string>();
  const newer = new Set<string>();
  for (const [typeName, type] of [...members(interfaces), ...members(builtins)]) {
    for (const [name, feature] of members(type)) {
      if (isSupported(type) && isSupported(feature)) older.add(name);
      else if (everyday.has(typeName) || typeName in builtins) newer.add(name);
    }
  }
  return newer.difference(older);
}

const newer = newerMethods();

function unsupportedMember(owner: string, member: string): boolean {
  const types = [lookUp(interfaces, objects[owner] ?? owner), lookUp(builtins, owner)].filter(
    (type) => type !== undefined,
  );
  return types.some((type) =>
    [member, `${member}_static`].some((name) => {
      const feature = lookUp(type, name);
      return feature !== undefined && !isSupported(feature);
    }),
  );
}

function isType(identifier: Node): boolean {
  return (
    identifier.parent?.type.startsWith("TS") === true &&
    !/^TS(As|Satisfies|NonNull)/.test(identifier.parent.type)
  );
}

/**
 * Refuses globals, static members and members of global objects that Safari 26 lacks, and calls of methods whose
 * name exists in newer browsers and nowhere else.
 */
export const browserSupport: Rule = {
  create: (context) => {
    const globals = new Set<Node>();
    const refuse = (node: Node, name: string) => {
      context.report({ node, message: `Safari 26 has no ${name}.` });
    };
    return {
      Program: () => {
        const through = context.sourceCode.scopeManager.globalScope?.through ?? [];
        for (const { identifier: node } of through) {
          if (isType(node)) continue;
          globals.add(node);
          const name = nameOf(node);
          if (name !== undefined && unsupportedGlobal(name)) refuse(node, name);
        }
      },
      MemberExpression: (node) => {
        const owner = child(node, "object");
        const member = nameOf(node);
        if (owner === undefined || member === undefined) return;
        const ownerName = globals.has(owner) ? nameOf(owner) : undefined;
        if (ownerName !== undefined && unsupportedMember(ownerName, member)) {
          refuse(node, `${ownerName}.${member}`);
        } else if (node.parent?.type === "CallExpression" && newer.has(member)) {
          if (child(node.parent, "callee") === node) refuse(node, `.${member}()`);
        }
      },
    };
  },
};
