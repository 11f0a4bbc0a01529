// The editor: which parts of bpmn-js it is made of.
import {
  BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaBehaviors, CamundaPlatformPropertiesProviderModule,
  ColorPicker, CreateAppendAnythingModule, Grid, Minimap, Modeler, camunda,
} from "../vendor/studio/modeler.js";
import { betweenWindows } from "./clipboard.js";
import { speaking } from "./words.js";
import { templates } from "./templates.js";

export async function editor(container, panel, { language, furniture }) {
  return new Modeler({
    container,
    propertiesPanel: { parent: panel },
    moddleExtensions: { camunda },
    additionalModules: [
      BpmnPropertiesPanelModule, BpmnPropertiesProviderModule, CamundaPlatformPropertiesProviderModule, CamundaBehaviors,
      ColorPicker, CreateAppendAnythingModule, Grid, Minimap, betweenWindows, templates(furniture),
      await speaking(language),
    ],
  });
}

export const exported = async (modeler) => (await modeler.saveXML({ format: true })).xml;
