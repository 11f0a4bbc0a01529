// Templates of this house in the menus "create" and "append": the elements that work here, already filled in.
const LOW = 200;

/** A module for bpmn-js; `furniture` has the forms, letters and topics of the working copy, and the group of each lane. */
export function templates({ groups, forms, letters, topics }) {
  function House(autoPlace, bpmnFactory, create, elementFactory, elementRegistry, eventBus, modeling, mouse, popupMenu, rules, translate) {
    const fresh = new WeakMap();
    const group = { id: "house", name: translate("Templates") };
    const taken = (id) => elementRegistry.find((each) => each.id === id || each.businessObject?.get("camunda:formRef") === id);
    const name = (id) => (id.charAt(0).toUpperCase() + id.slice(1)).replaceAll("_", " ");

    const userTask = (id) => ({
      type: "bpmn:UserTask", id, attributes: { name: id ? name(id) : translate("New task"), "camunda:formRefBinding": "deployment" }, form: id ?? true,
    });
    function offers() {
      return [
        { key: "form", icon: "user-task", label: translate("User task with a new form"), ...userTask() },
        ...forms.filter((id) => !taken(id)).map((id) => ({
          key: `form-${id}`, icon: "user-task", label: translate("User task with form {form}", { form: id }), ...userTask(id),
        })),
        ...topics.map((topic) => ({
          key: `topic-${topic}`, icon: "service-task", label: translate("Service task {topic}", { topic }),
          type: "bpmn:ServiceTask", attributes: { name: name(topic.split(".").pop()), "camunda:type": "external", "camunda:topic": topic },
        })),
        { key: "letter", icon: "task", label: translate("Document: a task that gives a letter"), ...userTask(), attributes: { ...userTask().attributes, name: translate("Write the letter") } },
        ...letters.filter((id) => !taken(id) && !forms.includes(id)).map((id) => ({
          key: `letter-${id}`, icon: "task", label: translate("Document {letter}", { letter: id }), ...userTask(id),
        })),
        { key: "wait", icon: "intermediate-event-catch-timer", label: translate("Wait for a while"), type: "bpmn:IntermediateCatchEvent", timer: "P1D" },
      ];
    }

    function shape({ type, id, attributes, form, timer }) {
      const businessObject = bpmnFactory.create(type, attributes);
      if (timer) {
        const timeDuration = bpmnFactory.create("bpmn:FormalExpression", { body: timer });
        const definition = bpmnFactory.create("bpmn:TimerEventDefinition", { timeDuration });
        timeDuration.$parent = definition;
        definition.$parent = businessObject;
        businessObject.eventDefinitions = [definition];
        businessObject.name = translate("Wait for a day");
      }
      fresh.set(businessObject, { id, form });
      return elementFactory.create("shape", { type, businessObject });
    }

    const drag = (offer, source) => (event) => {
      popupMenu.close();
      create.start(event instanceof KeyboardEvent ? mouse.getLastMoveEvent() : event, shape(offer), source && { source });
    };
    const append = (offer, source) => () => {
      popupMenu.close();
      autoPlace.append(source, shape(offer));
    };
    const menu = (action) => (target) => (entries) => {
      if (target && !Array.isArray(target) && action === appended && !rules.allowed("shape.append", { element: target })) return entries;
      const own = offers().map((offer) => [`house-${offer.key}`, { label: offer.label, className: `bpmn-icon-${offer.icon}`, group, action: action(offer, target) }]);
      return { ...Object.fromEntries(own), ...entries };
    };
    const created = (offer) => ({ click: drag(offer), dragstart: drag(offer) });
    const appended = (offer, source) => ({ click: append(offer, source), dragstart: drag(offer, source) });
    popupMenu.registerProvider("bpmn-create", LOW, { getPopupMenuEntries: menu(created) });
    popupMenu.registerProvider("bpmn-append", LOW, { getPopupMenuEntries: menu(appended) });

    // Only where it is put is known who works there. It belongs to the same step, so one undo takes all of it back.
    eventBus.on("commandStack.shape.create.postExecuted", LOW, ({ context: { shape: put } }) => {
      const wanted = fresh.get(put.businessObject);
      if (!wanted) return;
      fresh.delete(put.businessObject);
      const id = wanted.id ?? put.businessObject.id;
      const own = { "camunda:formRef": wanted.form === true ? id : wanted.form, "camunda:candidateGroups": groups[laneAt(put)?.id] };
      modeling.updateProperties(put, wanted.form ? { id, ...own } : { id });
    });

    function laneAt({ x, y, width, height }) {
      const [middle, centre] = [x + width / 2, y + height / 2];
      const around = (lane) => lane.type === "bpmn:Lane" && lane.x <= middle && middle <= lane.x + lane.width && lane.y <= centre && centre <= lane.y + lane.height;
      return elementRegistry.filter(around).sort((one, other) => one.width * one.height - other.width * other.height)[0];
    }
  }
  House.$inject = ["autoPlace", "bpmnFactory", "create", "elementFactory", "elementRegistry", "eventBus", "modeling", "mouse", "popupMenu", "rules", "translate"];
  return { __init__: ["houseTemplates"], houseTemplates: ["type", House] };
}
