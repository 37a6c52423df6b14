using Sqs.Compiler.Diagnostics;

namespace Sqs.Runtime.Data;

/// <summary>What dataset specifications and data files can have wrong.</summary>
public static class DataDiagnostics
{
    /// <summary>A specification without a known kind.</summary>
    public static readonly DiagnosticDescriptor UnknownKind = new("SQS5001", DiagnosticSeverity.Error, "'{0}' is no kind of dataset; a specification reads KIND:PLACE?key=value&..., with one of the kinds {1}{2}");

    /// <summary>An option no dataset has.</summary>
    public static readonly DiagnosticDescriptor UnknownOption = new("SQS5002", DiagnosticSeverity.Error, "'{0}' is no option of a dataset; the options are {1}{2}");

    /// <summary>An option whose value cannot be read.</summary>
    public static readonly DiagnosticDescriptor BadOption = new("SQS5003", DiagnosticSeverity.Error, "'{1}' cannot be the value of '{0}'; it takes {2}");

    /// <summary>An option given twice.</summary>
    public static readonly DiagnosticDescriptor DuplicateOption = new("SQS5004", DiagnosticSeverity.Error, "the option '{0}' is given twice; give it once");

    /// <summary>A file or directory that is not there.</summary>
    public static readonly DiagnosticDescriptor Missing = new("SQS5005", DiagnosticSeverity.Error, "{0} does not exist; {1}");

    /// <summary>A file that the operating system refuses to read.</summary>
    public static readonly DiagnosticDescriptor Unreadable = new("SQS5006", DiagnosticSeverity.Error, "the file cannot be read: {0}; check its permissions");

    /// <summary>A compressed file that ends early or is damaged.</summary>
    public static readonly DiagnosticDescriptor DamagedGzip = new("SQS5007", DiagnosticSeverity.Error, "the gzip data is truncated or damaged ({0}); fetch the file again");

    /// <summary>An IDX file that does not start like one.</summary>
    public static readonly DiagnosticDescriptor WrongMagic = new("SQS5008", DiagnosticSeverity.Error, "the file starts with 0x{0:X8}; an IDX file of {1} starts with 0x{2:X8}");

    /// <summary>A file with fewer or more bytes than its header says.</summary>
    public static readonly DiagnosticDescriptor WrongLength = new("SQS5009", DiagnosticSeverity.Error, "the file holds {0} bytes of data; its header promises {1}");

    /// <summary>A row with the wrong number of fields.</summary>
    public static readonly DiagnosticDescriptor RaggedRow = new("SQS5010", DiagnosticSeverity.Error, "the row has {0} fields; the first row has {1}");

    /// <summary>A field that is no number.</summary>
    public static readonly DiagnosticDescriptor NotANumber = new("SQS5011", DiagnosticSeverity.Error, "'{0}' is no finite number; every field must be one");

    /// <summary>A label that is no class.</summary>
    public static readonly DiagnosticDescriptor BadLabel = new("SQS5012", DiagnosticSeverity.Error, "'{0}' is no label; labels are whole numbers from 0 to {1}");

    /// <summary>A value outside the stated range.</summary>
    public static readonly DiagnosticDescriptor OutOfRange = new("SQS5013", DiagnosticSeverity.Error, "{0} lies outside the range {1} to {2} of the data");

    /// <summary>Two files or arrays that should have as many samples.</summary>
    public static readonly DiagnosticDescriptor CountMismatch = new("SQS5014", DiagnosticSeverity.Error, "{0} holds {1} samples and {2} holds {3}; they must agree");

    /// <summary>A file without samples.</summary>
    public static readonly DiagnosticDescriptor Empty = new("SQS5015", DiagnosticSeverity.Error, "there is no sample in the data; {0}");

    /// <summary>Fewer samples than asked for.</summary>
    public static readonly DiagnosticDescriptor TooFewSamples = new("SQS5016", DiagnosticSeverity.Error, "{0} samples are asked for ({1}), but only {2} are there; ask for fewer");

    /// <summary>A class that no sample has.</summary>
    public static readonly DiagnosticDescriptor AbsentClass = new("SQS5017", DiagnosticSeverity.Error, "no sample has the label {0}; the labels in the data are {1}");

    /// <summary>A task that is not built in.</summary>
    public static readonly DiagnosticDescriptor UnknownTask = new("SQS5018", DiagnosticSeverity.Error, "'{0}' is no built-in task; the tasks are {1}{2}");

    /// <summary>An array of the wrong shape in a NumPy file.</summary>
    public static readonly DiagnosticDescriptor WrongArray = new("SQS5019", DiagnosticSeverity.Error, "{0}; an archive for training holds a matrix 'x' with a row a sample and a vector 'y' of whole numbers");

    /// <summary>An option that does not fit the others or the data.</summary>
    public static readonly DiagnosticDescriptor Inconsistent = new("SQS5020", DiagnosticSeverity.Error, "{0}; {1}");

    /// <summary>Data that do not fit a network.</summary>
    public static readonly DiagnosticDescriptor DoesNotFit = new("SQS5021", DiagnosticSeverity.Error, "{0}; {1}");

    /// <summary>A recording that cannot be read.</summary>
    public static readonly DiagnosticDescriptor EventFile = new("SQS5022", DiagnosticSeverity.Error, "the recording cannot be read: {0}; {1}");
}
