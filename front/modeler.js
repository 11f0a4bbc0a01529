// The diagram editor: bpmn-js with the properties panel of the platform 7 dialect. Exported as parts; the pages of the
// studio put them together, so that this file changes only when a library does.
export { default as Modeler } from "bpmn-js/lib/Modeler";
export {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  CamundaPlatformPropertiesProviderModule,
} from "bpmn-js-properties-panel";
export { default as CamundaBehaviors } from "camunda-bpmn-js-behaviors/lib/camunda-platform";
export { default as camunda } from "camunda-bpmn-moddle/resources/camunda.json";
export { default as Minimap } from "diagram-js-minimap";
export { default as ColorPicker } from "bpmn-js-color-picker";
export { CreateAppendAnythingModule } from "bpmn-js-create-append-anything";
export { default as Grid } from "diagram-js-grid";
export { createReviver } from "bpmn-js-native-copy-paste/lib/PasteUtil.js";
export { default as Linter } from "bpmnlint/lib/linter.js";
export { rules } from "./rules.js";

import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";
import "@bpmn-io/properties-panel/dist/assets/properties-panel.css";
import "diagram-js-minimap/assets/diagram-js-minimap.css";
import "bpmn-js-color-picker/colors/color-picker.css";
