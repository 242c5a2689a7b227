/** What a property is called in a state dict: `runningMean` is `running_mean`, as in PyTorch's. */
export function stateName(property: string): string {
  return property.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase()
}
