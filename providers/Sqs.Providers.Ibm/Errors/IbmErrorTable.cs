using System.Collections.Frozen;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Ibm.Errors;

/// <summary>The documented error codes of the IBM Quantum services, with what each asks for. Unlisted codes of a listed family take its meaning.</summary>
public static class IbmErrorTable
{
    private const ProviderErrorKind Retry = ProviderErrorKind.Retry;
    private const ProviderErrorKind Fix = ProviderErrorKind.FixInput;
    private const ProviderErrorKind Auth = ProviderErrorKind.Reauthenticate;
    private const ProviderErrorKind Quota = ProviderErrorKind.Quota;
    private const ProviderErrorKind Outage = ProviderErrorKind.VendorOutage;
    private const ProviderErrorKind Limit = ProviderErrorKind.TimeLimit;

    /// <summary>All rows, by code.</summary>
    public static readonly FrozenDictionary<int, IbmErrorEntry> Rows = new IbmErrorEntry[]
    {
        new(1002, Fix, "the job did not pass validation", "check the program with sqs qasm check and the options"),
        new(1003, Fix, "the circuit could not be transpiled", "compile for the target with sqs compile"),
        new(1004, Fix, "the backend is not available to this account", "choose one of sqs backends"),
        new(1005, Fix, "the backend lists no basis gates for the circuit", "compile for the target with sqs compile"),
        new(1006, Retry, "the service could not handle the job just now", "submit again later"),
        new(1007, Fix, "the backend is not known", "choose one of sqs backends"),
        new(1008, Retry, "the service could not handle the job just now", "submit again later"),
        new(1009, Fix, "the backend lacks information the job needs", "choose another backend"),
        new(1010, Retry, "the service could not handle the job just now", "submit again later"),
        new(1011, Retry, "the service could not handle the job just now", "submit again later"),
        new(1012, Quota, "too many jobs are queued or running", "wait until a job has ended, or cancel one"),
        new(1200, Auth, "the token is not authorised", "run sqs auth check ibm"),
        new(1201, Auth, "the credential is invalid", "run sqs auth login ibm"),
        new(1202, Retry, "too many requests in a period", "wait; requests are paced by themselves"),
        new(1204, Fix, "the job has too many tags", "use fewer tags"),
        new(1205, Fix, "a tag is too long", "use shorter tags"),
        new(1305, Limit, "the job ran too long", "raise the time limit, or use fewer shots or circuits"),
        new(1999, Outage, "the service is down as planned", "submit again after the maintenance"),
        new(3211, Fix, "the circuit could not be processed", "check the program against the target with sqs compile --target"),
        new(3242, Fix, "the job has too many circuits", "split the job"),
        new(3243, Fix, "the circuit is too large", "use fewer steps or neurons, or the layered plan"),
        new(3245, Outage, "the queue is disabled", "submit again later, or choose another backend"),
        new(3246, Outage, "the queue is disabled", "submit again later, or choose another backend"),
        new(3248, Fix, "the job is too long", "use fewer shots or circuits"),
        new(3250, ProviderErrorKind.NotFound, "the job is not known", "check the instance: jobs are known only in theirs"),
        new(3253, Retry, "getting the results timed out", "fetch again"),
        new(3458, Quota, "too many jobs are queued or running", "wait until a job has ended, or cancel one"),
        new(4001, Fix, "the session is closed", "submit outside the session, or open a new one"),
        new(5201, Limit, "the job timed out", "raise the time limit, or use fewer shots or circuits"),
        new(5202, Fix, "the job was cancelled", "submit again if that was not meant"),
        new(5203, Retry, "the job failed on the system", "submit again"),
        new(6000, Fix, "the number of shots is above the limit", "use fewer shots"),
        new(6001, Fix, "the number of circuits is above the limit", "split the job"),
        new(6002, Fix, "shots times circuits are above the limit", "split the job"),
        new(6003, Fix, "the number of shots or circuits is not allowed", "use fewer"),
        new(7000, Fix, "an instruction is not in the basis gates", "compile for the target with sqs compile"),
        new(7001, Fix, "an instruction is not supported by the backend", "compile for the target with sqs compile"),
        new(7003, Fix, "the numbers of qubits or bits do not fit", "declare as many bits as are measured"),
        new(7004, Fix, "a qubit is measured twice, which this device cannot", "use deferred measurement, or a device with mid-circuit measurement"),
        new(7006, Fix, "a gate follows a measurement, which this device cannot", "use deferred measurement, or a device with mid-circuit measurement"),
        new(8006, Fix, "a gate is not understood", "compile for the target with sqs compile"),
        new(8007, Fix, "a gate is not understood", "compile for the target with sqs compile"),
        new(8008, Fix, "a gate joins qubits that are not connected", "compile for the target with sqs compile"),
        new(8014, Fix, "reset is not supported by the device", "use deferred measurement, or another device"),
        new(8018, Fix, "the waveform memory is full", "use fewer different angles or operations"),
        new(8020, Fix, "the circuit is too long", "use fewer steps"),
        new(8029, Fix, "the repetition delay is not allowed", "use one in the backend's range"),
        new(8030, Fix, "a delay is not allowed", "use delays in the backend's range"),
        new(8031, Fix, "the job is too long", "use fewer shots or circuits"),
        new(9999, Outage, "the service failed inside", "submit again later; name the trace to the vendor's support"),
    }.ToFrozenDictionary(e => e.Code);

    /// <summary>Finds what a code asks for.</summary>
    /// <param name="code">The code.</param>
    /// <returns>The row, the row of its family, or null.</returns>
    public static IbmErrorEntry? Find(int code)
    {
        if (Rows.TryGetValue(code, out IbmErrorEntry? row))
            return row;
        return (code / 1000) switch
        {
            6 => new IbmErrorEntry(code, Fix, "a number of shots or circuits is not allowed", "use fewer"),
            7 or 8 => new IbmErrorEntry(code, Fix, "the circuit does not fit the device", "compile for the target with sqs compile"),
            _ => null,
        };
    }
}
