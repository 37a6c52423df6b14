using Newtonsoft.Json;
using Newtonsoft.Json.Converters;

namespace Sqs.Runtime.Learning.Optimizers;

/// <summary>What learning rates are multiplied with, as a run goes on.</summary>
public sealed record LearningRateSchedule
{
    /// <summary>The shape.</summary>
    [JsonConverter(typeof(StringEnumConverter))]
    public ScheduleKind Kind { get; init; } = ScheduleKind.Constant;

    /// <summary>Epochs the cosine takes, or between two steps.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>The factor of a step.</summary>
    public double Decay { get; init; } = 0.1;

    /// <summary>The factor at a time.</summary>
    /// <param name="epochs">Epochs that have passed, with the part of the one at work.</param>
    /// <returns>The factor, from 0 to 1.</returns>
    public double At(double epochs) => Kind switch
    {
        ScheduleKind.Constant => 1,
        ScheduleKind.Cosine => 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, epochs / Epochs))),
        ScheduleKind.Step => Math.Pow(Decay, Math.Floor(epochs / Epochs)),
        _ => throw new InvalidOperationException($"The schedule {Kind} has no formula."),
    };
}
