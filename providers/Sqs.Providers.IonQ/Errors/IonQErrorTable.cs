using System.Collections.Frozen;
using Sqs.Providers.Errors;

namespace Sqs.Providers.IonQ.Errors;

/// <summary>The documented codes of failed jobs, with what each asks for.</summary>
public static class IonQErrorTable
{
    private const ProviderErrorKind Fix = ProviderErrorKind.FixInput;

    /// <summary>All rows, by code.</summary>
    public static readonly FrozenDictionary<string, IonQErrorEntry> Rows = new IonQErrorEntry[]
    {
        new("InvalidInput", Fix, "the job's input is not valid", "check the program with sqs compile --target"),
        new("CompilationError", ProviderErrorKind.Retry, "the circuit could not be compiled", "submit again once; then simplify the circuit"),
        new("ContractExpiredError", ProviderErrorKind.Quota, "the contract has expired", "renew the contract with the vendor"),
        new("DebiasingError", Fix, "debiasing is not possible for the job", "switch debiasing off, or use at least 500 shots"),
        new("InternalError", ProviderErrorKind.Retry, "the service failed inside", "submit again"),
        new("NotEnoughQubits", Fix, "the circuit needs more qubits than the device has", "use fewer steps or neurons, or the layered plan"),
        new("OptimizationError", ProviderErrorKind.Retry, "the circuit could not be optimised", "submit again"),
        new("PreflightError", Fix, "the program holds what the target cannot run", "branches and loops run nowhere; use deferred measurement"),
        new("QuantumCircuitComplexityError", Fix, "the circuit is too complex", "use fewer gates"),
        new("QuantumComputerError", ProviderErrorKind.Retry, "the quantum computer failed", "submit again"),
        new("QuotaExhaustedError", ProviderErrorKind.Quota, "the quota is used up", "wait for the next period, or raise the project's budget"),
        new("SimulationError", ProviderErrorKind.Retry, "the simulation failed", "submit again"),
        new("SimulationTimeout", ProviderErrorKind.TimeLimit, "the simulation ran too long", "use fewer qubits, gates or shots"),
        new("SystemCancel", ProviderErrorKind.Retry, "the service cancelled the job", "submit again"),
        new("TooLongPredictedExecutionTime", Fix, "the job is predicted to run too long", "use fewer shots or gates"),
        new("TooManyControls", Fix, "a gate has too many controls", "compile for the target with sqs compile"),
        new("TooManyGates", Fix, "the circuit has too many gates", "use fewer steps, or split the job"),
        new("TooManyShots", Fix, "the number of shots is above the limit", "use fewer shots"),
        new("UnknownBillingError", ProviderErrorKind.Quota, "the job could not be billed", "check the account's billing with the vendor"),
        new("UnsupportedGate", Fix, "the target has not this gate", "compile for the target with sqs compile"),
        new("BillingError", ProviderErrorKind.Quota, "the job could not be billed", "check the account's billing with the vendor"),
        new("CircuitTooLarge", Fix, "the circuit is too large", "use fewer gates"),
    }.ToFrozenDictionary(e => e.Code, StringComparer.OrdinalIgnoreCase);
}
